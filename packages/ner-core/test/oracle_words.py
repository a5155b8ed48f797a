"""The words that our tokenizers are compared on with the reference, by what is difficult about them."""

WORDS = {
    "running text": "O art. 5º da Lei nº 6.194/74 foi aplicado .".split(),
    "all caps": "APELAÇÃO CÍVEL . EMBARGOS DE DECLARAÇÃO . PRESCRIÇÃO".split(),
    "numbers and signs": ["19/12/1974", "R$", "1.234,56", "S/A", "0001234-55.2019.8.26.0100", "n°", "nº", "§", "50%", "a_b", "<x>", "~", "^`|", "«ab»", "“x”", "—", "…"],
    "composed accents": ["ação", "é", "Às", "õ", "ÇÃO", "pingüim"],
    "decomposed accents": ["ac\u0327a\u0303o", "e\u0301", "A\u0300s", "o\u0303", "C\u0327A\u0303O", "\u0301", "x\u0301\u0301"],
    "unknown": ["☃", "ж", "Жδ", "a☃b", "x\ue000y", "अ", "\u0378"],
    "emoji and other astral characters": ["😀", "a😀b", "😀😀", "👨\u200d👩\u200d👧", "𝒜", "𐍈", "x𝒜", "🇧🇷", "❤\ufe0f"],
    "soft hyphens": ["Cons\u00adtitui\u00ad\u00e7\u00e3o", "\u00ad", "\u00ada", "a\u00ad", "\u00ad\u00ad", "a\u00ad.b", "a.\u00ad.b", "a\u00ad\u0301"],
    "zero width": ["a\u200bb", "\u200b", "\ufeffart", "art\ufeff", "a\u2060b", "a\u200db", "\u200e\u200f", "x\u202ey"],
    "no-break and other spaces inside a word": ["a\u00a0b", "\u00a0", "\u00a0a", "a\u00a0", "a\u2028b", "a\u3000b", "n\u202f5", "a\tb", "a\nb", "a\u0085b", "a b  c", "a \u00ad b"],
    "control characters": ["a\u0000b", "\u0001", "\u007f", "a\ufffdb", "\ufffd", "\u0008x\u001f", "a\u0000", "\u0000."],
    "chinese": ["漢字", "a漢b", "漢.字", "ひら", "한국", "\u1112\u1161\u11ab", "𠀀x", "豈"],
    "punctuation": ["...", "a.b.c", "(a)", "'", "d'água", "¿que?", "·", "§§", "$a", "\u2e5d", "a\u061db"],
    "case": ["İstanbul", "ẞ", "Σίσυφος", "ǅ", "ﬁm", "Å", "Å", "Ⅳ"],
    "very long": ["a" * 100, "a" * 101, "é" * 100, "e\u0301" * 51, "e\u0301" * 50, "😀" * 101, "x" * 99 + "\u00ad" * 50 + "y", "x" * 20000, "." * 300, "ab." * 120, "\u00ad" * 300],
    "20,000 tokens without a space": ["Lei", "a1." * 7000, "nova"],
    "running text of every kind": (
        "O MINISTÉRIO PÚBLICO , em Ac\u0327a\u0303o movida por Mari\u00ada 😀 d'Ávila e \u200bJose\u0301 Жδ 𝒜 , nos termos do art . 5º da Lei "
        "6.194/74 , requereu : “ nº 0001234-55.2019.8.26.0100 ” ( R $ 1.234,56 ) ... \ufeffFim a1.a1.a1.a1.a1.a1"
    ).split(" "),
    "empty word": [""],
    "no words": [],
}
