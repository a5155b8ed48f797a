/** Whether bytes are text in some encoding: few control characters but those of lines, and zeros only as UTF-16 has them. */
export function looksLikeText(bytes: Uint8Array): boolean {
  let controls = 0;
  const zeros: [even: number, odd: number] = [0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
    else if (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1b].includes(byte)) controls += 1;
  }
  const isWide = Math.min(...zeros) < 0.1 * Math.max(...zeros) && Math.max(...zeros) > 0.3 * bytes.length;
  return controls <= 0.02 * bytes.length && (isWide || zeros[0] + zeros[1] === 0);
}
