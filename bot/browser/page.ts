import { addCopyButtons } from './copy-code.ts';
import { createFetcher } from './fetch-part.ts';
import { followUpInPlace } from './follow-up.ts';
import { listenToKeys } from './keys.ts';
import { searchAsTyped } from './live-search.ts';
import { showQuote } from './show-quote.ts';
import { showReaderTimes } from './reader-times.ts';
import { sendVerdicts } from './send-verdict.ts';

// Everything works without this script, but for what needs one: pages that are files ask by it.
const fetchPart = createFetcher(document.body.dataset);
addCopyButtons(document);
showReaderTimes(document);
showQuote();
listenToKeys();
searchAsTyped(fetchPart);
followUpInPlace(fetchPart);
sendVerdicts();
