/** Words that ask, join or greet; they say how a question is put, not what it is about. */
export const FUNCTION_WORDS = new Set(
  (
    'a about after all also am an and any anybody anyone are arent as at be because been before being both but by can cannot cant ' +
    'could couldnt did didnt do does doesnt doing done dont each for from had has hasnt have havent having he her here hers him his ' +
    'how hows i id if ill im in into is isnt it its ive just lets me might my myself no nor not of off on once only or other our ' +
    'ours out over own please pls plz same shall she should shouldnt so some somebody someone such than thanks that thats the their ' +
    'theirs them then there theres these they theyre this those through thx to too under until up us very was wasnt we were werent ' +
    'what whats when whens where wheres which while who whom whos whose why whys will with without wont would wouldnt y you your ' +
    'yours u ur r hi hello hey ok okay tell explain describe anything something many much long often far again ' +
    'happen happens happened frm howto short brief briefly basically anyway'
  ).split(' '),
);

/** Words of little weight in a question: nearly every post could answer to them. */
export const LIGHT_WORDS = new Set(
  (
    'work works working worked use uses used using get gets getting got make makes making made need needs needed want wants wanted ' +
    'know mean means meant way ways thing things good bad best better new like take takes took give gives given go goes going come ' +
    'comes find show shows see look say says said think try help possible exactly really actually mostly purpose difference ' +
    'people person one two command commands line cli tutorial guide example time year years day days first last next called name current currently latest default'
  ).split(' '),
);

/** Words that ask for something to read, not about something: "interested in articles that discuss …". */
export const FRAMING_WORDS = new Set(
  (
    'interested interest interests article articles paper papers regarding concerning concerned discuss discusses discussing ' +
    'discussion discussions dealing deals deal describe describes describing descriptions seeking relevant literature'
  ).split(' '),
);

export type QuestionKind =
  | 'why'
  | 'how-to'
  | 'how'
  | 'when'
  | 'where'
  | 'who'
  | 'how-many'
  | 'what-is'
  | 'other';

/** The first pattern that fits names the kind; the text is lower case, trimmed, without accents. */
const KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'why',
    /\b(?:why|how come|what (?:is|was) the (?:reason|cause)|what (?:causes|caused|makes|made)|reason for)\b|^y\b/,
  ],
  [
    'how-many',
    /\bhow (?:many|much|long|often|big|large|old|far|fast|high)\b|\b(?:what|which) (?:\w+ )?(?:number|percentage|share|size|version|release)\b/,
  ],
  ['when', /\bwhen\b|\b(?:what|which) (?:date|day|time|month|year)\b/],
  ['where', /\bwhere\b|\b(?:what|which) (?:place|city|country|file|folder|directory)\b/],
  ['who', /\b(?:who|whom|whose)\b|\bwhich (?:person|people|company|companies)\b/],
  [
    'what-is',
    /^(?:so |and )?(?:what(?:'?s| is| are| was| were| does| do)|whats|explain|define|describe|meaning of)\b/,
  ],
  [
    'how-to',
    /\bhow (?:to|do (?:i|we|you|people)|can|could|should|would|must|did (?:you|he|she|they))\b|\bhowto\b|\bsteps? (?:to|for)\b|\bcommands? (?:to|for)\b|\bway to\b/,
  ],
  ['how', /\bhow\b/],
];

/** What sort of answer a question asks for. */
export function kindOf(foldedQuestion: string): QuestionKind {
  return KINDS.find(([, pattern]) => pattern.test(foldedQuestion))?.[0] ?? 'other';
}
