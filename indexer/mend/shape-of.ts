import { type MarkdownToken, parseMarkdown } from '../markdown.ts';

/** What a body means as Markdown, in a form that can be compared; blanks at the ends of lines mean nothing. */
export function shapeOf(body: string): string {
  return describeAll(body, (text) => text);
}

/** The same, with upper and lower case alike outside code and addresses. */
export function caselessShapeOf(body: string): string {
  return describeAll(body, (text) => text.toLowerCase());
}

function describeAll(body: string, fold: (text: string) => string): string {
  const describe = ({ type, tag, info, content, attrs, children }: MarkdownToken): unknown =>
    children === null
      ? [type, tag, info, attrs, type === 'text' ? fold(content) : content]
      : [type, attrs, children.map(describe)];
  return JSON.stringify(parseMarkdown(body).map(describe));
}
