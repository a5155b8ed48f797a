/** A piece of RTF (RTF specification 1.9.1, "Contents of an RTF File"). `byte`: a character of the font's code page. */
export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | undefined }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'text'; readonly text: string };

const TOKEN =
  /([{}])|\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([\s\S])|[\r\n]+|([\x80-\xff])|([^{}\\\r\n\x80-\xff]+)|[\s\S]/g;

/** The tokens of RTF; binary data (`\bin`) is passed over. */
export function* readTokens(bytes: Uint8Array): Generator<RtfToken> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    const [, brace, name, value, hex, symbol, high, text] = match;
    if (text !== undefined) yield { kind: 'text', text };
    else if (name !== undefined) {
      const number = value === undefined ? undefined : Number(value);
      if (name === 'bin') pattern.lastIndex += Math.max(0, number ?? 0);
      else yield { kind: 'word', name, value: number };
    } else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' };
    else if (hex !== undefined) yield { kind: 'byte', byte: Number.parseInt(hex, 16) };
    else if (high !== undefined) yield { kind: 'byte', byte: high.charCodeAt(0) };
    else if (symbol !== undefined) yield { kind: 'symbol', name: symbol };
  }
}
