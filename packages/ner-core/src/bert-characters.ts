// Made by test/make-oracles.py from tokenizers 0.23.3; do not edit.

/** What BERT's cleaning and pre-tokenization do with each code point, as runs from U+0000 to U+10FFFF: a letter and
 *  the run's length in hexadecimal. p: part of a piece of text; m: the same, but dropped where accents are stripped
 *  (a nonspacing mark); r: removed (control, format, private use, surrogate); s: white space; i: stands alone
 *  (punctuation, Chinese).
 *  Source: BertNormalizer and BertPreTokenizer of Hugging Face tokenizers, asked for every code point. */
export const BERT_CHARACTER_RUNS = [
  'r9 s2 r2 s1 r12 s1 if pa i7 p1a i6 p1a i4 r21 s1 i1 p5 i1 p3 i1 p1 r1 p8 i2 p3 i1 p3 i1 p240 m70 pe i1 p8 i1',
  'pfb m5 pd2 i6 p29 i2 p6 m2d i1 m1 i1 m2 i1 m2 i1 m1 p2b i2 pb r6 p3 i2 p1 i2 p2 mb i1 r1 p1 i2 p2b m15 pa i4',
  'p2 m1 p63 i1 p1 m7 r1 p1 m6 p2 m2 p1 m4 p12 ie p1 r1 p1 m1 p1e m1b p5b mb p3a m9 p3 i3 p1c m4 p1 m9 p1 m3 p1',
  'm5 p2 if p1a m3 p2 i1 p84 m20 p37 m1 p1 m1 p4 m8 p4 m1 p3 m7 pa m2 i2 pa i1 p10 m1 p3a m1 p4 m4 p8 m1 p14 m2',
  'p1d m2 p39 m1 p4 m2 p4 m2 p2 m3 p3 m1 p1e m2 p3 m1 pb m2 p39 m1 p4 m5 p1 m2 p4 m1 p14 m2 pc i1 p10 m1 p3a m1',
  'p2 m1 p1 m4 p8 m1 p8 m1 pb m2 p1e m1 p3d m1 pc m1 p32 m1 p3d m3 p5 m3 p1 m4 p7 m2 pb m2 p1d m1 p3a m1 p2 m1',
  'p6 m1 p5 m2 p14 m2 p1d m1 p3f m4 p8 m1 p14 m2 p66 m1 p7 m3 p1 m1 p1d i1 p3c m1 p2 m7 pc m8 i1 pa i2 p55 m1',
  'p2 m6 p1 m2 pb m6 p36 if p1 i1 p3 m2 p1b m1 p1 m1 p1 m1 i4 p33 me p1 m5 i1 m2 p5 mb p1 m24 p9 m1 p9 i5 p4 i2',
  'p52 m4 p1 m6 p1 m2 p2 m2 pb i6 p8 m2 p4 m3 p10 m4 pd m1 p2 m2 p6 m1 pf m1 p5d i1 p261 m3 i9 p97 i1 p26c i2',
  'p11 s1 p1a i2 p4e i3 p24 m3 p1d m3 i2 p1b m2 p1e m2 p40 m2 p1 m7 p8 m1 p2 mb i3 p1 i3 p2 m1 p22 ib m3 r1 p9a',
  'm1 p76 m3 p4 m2 p9 m1 p6 m3 p8 i2 pd1 m2 p2 m1 p2 i2 p36 m1 p1 m7 p1 m1 p1 m1 p2 m8 p6 ma p2 m1 p20 i7 p1 i6',
  'p2 me p42 m4 p30 m1 p1 m5 p1 m1 p5 m1 p17 i7 pa m9 pc m2 p20 m4 p2 m2 p1 m3 p38 m1 p1 m2 p3 m1 p1 m3 pa i4',
  'p2c m8 p2 m2 p3 i5 p3e i2 p40 i8 p8 m3 i1 md p1 m7 p4 m1 p6 m1 p3 m2 pc6 m36 p6 m4 p200 sb r5 i18 s2 r5 s1',
  'i14 p1 id p1 ic s1 r5 p1 ra pd i2 pe i2 p41 md p4 m1 p3 mc p217 i4 p1d i2 p43d ie p4f i2 p1f ia p193 i16 p3f',
  'i4 p20 i2 p2f1 m3 p7 i4 p1 i2 p70 i1 pe m1 p60 m20 i2f p1 i13 p1bd s1 i3 p4 ia p2 ic pa m4 p2 i1 pc i1 p5b',
  'm2 p5 i1 p5a i1 p304 i19c0 p40 i5200 p4fe i2 p10d i3 p5f m1 p3 i1 ma i1 p1f m2 p50 m2 i6 p10a m1 p3 m1 p4 m1',
  'p19 m2 p4d i4 p4c m1 p9 i2 p10 m12 p6 i3 p1 i1 p29 m8 i2 p17 mb pd i1 p20 m3 p30 m1 p2 m4 p2 m1 p4 id p10 i2',
  'p5 m1 p43 m6 p2 m2 p2 m2 pc m1 p8 m1 pf i4 p1c m1 p33 m1 p1 m3 p2 m2 p5 m2 p1 m1 p1c i2 pc m2 p2 i2 p4 m1',
  'pee m1 p2 m1 p2 i1 p1 m1 p2c12 r2100 i200 p1e m1 p21f i2 pc0 m10 ia p6 m10 i23 p1 ie p1 i1 p4 i1 p1 i2 p93',
  'r1 p1 i3 p1 i6 p1 i4 pa i2 p3 i2 p1a i3 p1 i1 p1b i1 p1 i1 p1 i7 p93 r3 p1 r1 p102 i3 pfa m1 pe2 m1 p95 m5',
  'p24 i1 p30 i1 p19e i1 p2e7 i1 pc7 i1 p1f i1 pc1 m3 p1 m2 p5 m4 p28 m3 p4 m1 p10 i9 p26 i1 p65 m2 p9 i7 p42',
  'i7 p59 i4 p464 m1 p36 mf i7 p31 m3 p31 m4 p2 m2 i2 r1 i4 p3e m3 p24 m5 p1 m8 pb i4 p2f m1 i2 pa m2 p34 m9 p6',
  'i5 m3 i1 pd i1 p1 i3 p4f m3 p2 m1 p1 m2 i6 p6b i1 p35 m1 p3 m8 p15 m2 p3a m1 p3 m1 p25 m7 p3 m5 p13e m6 p1',
  'm1 p4 m2 p1 m2 p2 i1 peb m4 p6 m2 p1 m2 i17 p4 m2 p55 m8 p2 m1 p1 m2 i3 p67 m1 p1 m1 p2 m6 p1 m1 p65 m3 p2',
  'm4 p1 m5 p10 i3 pd31 i5 p45f9 i2 p80 m5 i1 p3a m7 i5 p8 i1 p44a m4 p4d0a m2 i1 r4 p14c3 m3 p9 r8 m8 p2 m7',
  'p1e m4 p94 m3 p7bb m37 p4 m32 p8 m1 pe m1 p2 i5 pf m5 p1 mf pe20 m7 p1729 ia6e0 p20 i1120 p100 i1590 p2950',
  'i220 pb05e1 r1 p1e r60 p80 mf0 pfe10 rfffe p2 rfffe p2',
].join(' ');
