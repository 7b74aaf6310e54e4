/** What a post's text is made of, in order; `indent` is in columns of the source and nests blocks into items. */
export type Block = Heading | Prose | Code | Item | Quotation;

export interface Heading {
  readonly kind: 'heading';
  /** 2 to 6: the post's title is 1. */
  readonly level: number;
  readonly text: string;
}

export interface Prose {
  readonly kind: 'prose';
  readonly text: string;
  readonly indent: number;
  /** How it stands: alone between blank lines, above more lines of its paragraph, or below some. */
  readonly place: 'alone' | 'above' | 'below';
  /** Written as a Markdown heading: `## Taking screenshots`. */
  readonly isMarkedHeading: boolean;
}

export interface Code {
  readonly kind: 'code';
  readonly lines: readonly string[];
  readonly indent: number;
}

export interface Item {
  readonly kind: 'item';
  /** Null for a bullet. */
  readonly number: number | null;
  readonly delimiter: '.' | ')' | '';
  readonly text: string;
  readonly indent: number;
  /** Whether a blank line parts it from what stands above. */
  readonly isApart: boolean;
}

export interface Quotation {
  readonly kind: 'quotation';
  readonly paragraphs: readonly string[];
  readonly indent: number;
}
