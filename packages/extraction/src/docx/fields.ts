/** Follows complex fields (ECMA-376 part 1, 17.16.18): `begin`, code, `separate`, result, `end`. A field within the code of
 *  another one is part of that code, its result included. */
export interface Fields {
  mark(type: string | undefined): void;
  /** Whether what comes is code of a field that holds another field. */
  isInCode(): boolean;
  /** A field whose code does not end in its paragraph is broken, and hides nothing from here on. */
  endParagraph(): void;
}

/** A story's fields. */
export function openFields(): Fields {
  const open: ('code' | 'result')[] = [];
  return {
    mark(type) {
      if (type === 'begin') open.push('code');
      else if (type === 'separate' && open.length > 0) open[open.length - 1] = 'result';
      else if (type === 'end') open.pop();
    },
    isInCode: () => open.slice(0, -1).includes('code'),
    endParagraph: () => void open.fill('result'),
  };
}
