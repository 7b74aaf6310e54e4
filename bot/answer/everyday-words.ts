import { stem } from '../../indexer/text-pipeline.ts';

/**
 * Words that people who talk about software use for one another, whatever the community: what one writes
 * as "enable", another asks as "turn on". A community's own are in its `synonyms.yaml`.
 */
const GROUPS = `
enable activate switch turn
disable deactivate
fix repair solve resolve mend
error failure fault problem issue bug trouble
fail break crash
remove delete erase wipe purge uninstall
begin start launch
stop halt quit
restart reboot
choose pick select decide
large big huge
small tiny little
fast quick rapid
slow sluggish
show display print
update upgrade
machine server host node box computer
picture image screenshot photo
reply answer respond response
send transmit emit
wrong incorrect
correct right
cause reason
allow permit
forbid deny prevent block
check verify validate test
option setting knob parameter flag
install deploy setup
money funding budget finance
company firm business employer vendor
boss manager leader chair chief
meeting gathering
conference summit event
talk presentation session
team group
user customer
developer programmer engineer coder contributor
operator administrator sysadmin
documentation manual guide
version release edition
old legacy outdated
cost price expense
performance speed
folder directory
program software application tool
password credential
tenant project
bookmark star favorite
skip jump omit
unpaid volunteer
split divide separate
hurt harm damage
move migrate relocate
screen monitor
lost gone missing vanish disappear
delay wait pause
merge join combine
copy duplicate clone
build compile
nation country
rule policy
permission privilege
danger risk hazard
attack threat
secure safe protect
job task
fetch download
choice decision
advice recommendation tip
benefit advantage gain
drawback disadvantage downside
worker employee staff
creator founder inventor
latency lag
traffic packet
crowd attendance
`;

/** The stem of each word, and those of the others of its groups. */
export const EVERYDAY_WORDS: ReadonlyMap<string, readonly string[]> = (() => {
  const related = new Map<string, string[]>();
  for (const line of GROUPS.trim().split('\n')) {
    const group = line.split(' ').map(stem);
    for (const word of group) {
      related.set(word, [...(related.get(word) ?? []), ...group.filter((other) => other !== word)]);
    }
  }
  return related;
})();
