import type { Packing } from './merge-segments.ts';

/** Texts as they are: for what is small, and for where nothing can be inflated. */
export const UNPACKED: Packing = {
  deflate: null,
  inflate: () => {
    throw new Error('a deflated text among those that are not');
  },
};
