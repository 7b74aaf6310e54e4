import { join } from 'node:path';
import type { Fault } from '../types.ts';

/**
 * A fault as GitHub shows it beside the line in a pull request: `::error file=…,line=3,col=1::what is wrong (mend)`.
 * No file name or message can end the command or begin another. `folder` is the content folder.
 */
export function formatAnnotation(
  { severity, file, line, column, message, hint }: Fault,
  folder: string,
): string {
  const text = hint === null ? message : `${message} (${hint})`;
  const place = `file=${escapeProperty(join(folder, file))},line=${line},col=${column}`;
  return `::${severity} ${place}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replace(/[%\r\n]/g, (sign) => encodeURIComponent(sign));
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/[:,]/g, (sign) => encodeURIComponent(sign));
}
