import { styleText } from 'node:util';

/** Functions that colour text for one stream, or return it as it is. */
export interface Style {
  readonly colours: boolean;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  highlight(text: string): string;
}

/** Colours only on a terminal, never with NO_COLOR (no-color.org) or TERM=dumb. Without colours a highlight is `[text]`. */
export function openStyle(terminal: boolean, environment: NodeJS.ProcessEnv): Style {
  const colours = terminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colours ? styleText(format, text, { validateStream: false }) : text;
  return {
    colours,
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    highlight: colours ? paint(['bold', 'yellow']) : (text) => `[${text}]`,
  };
}
