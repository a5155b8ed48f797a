export declare function toCodePoints(text: string): (utf16Offset: number) => number;
export declare function toUtf16(text: string): (codePointOffset: number) => number;
