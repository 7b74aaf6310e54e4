/*
 * What single lines look like. No list of projects: only shells, common tools, and the forms of languages.
 */

/** Programs that are seldom the first word of a line of prose in small letters. */
const PROGRAMS = new Set(
  `adduser apt apt-get ansible ansible-playbook awk bash brew bundle cargo cat cd chkconfig chmod chown cmake
  conda cp crontab curl df dig dnf docker docker-compose dpkg du echo egrep emacs env fgrep gcc gem getent
  git gpg grep groupadd gunzip gzip helm htop ifconfig iptables java journalctl kubectl ln losetup ls lsblk lsof lvs man
  mkdir mkfs modprobe mv mysql nano netstat nginx nmap npm npx nslookup openssl pacman perl pgrep php ping
  pip pip2 pip3 pkill podman ps psql pvcreate pvs python python2 python3 rm rmdir rpm rsync ruby scp sed sh
  ss ssh ssh-copy-id ssh-keygen su sudo svn sysctl systemctl tail tar tcpdump tee telnet tmux tox traceroute
  umount uname unzip useradd usermod vgcreate vi vim virsh virt-install virtualenv wget xargs yarn yum zcat zip zypper`
    .split(/\s+/)
    .filter(Boolean),
);
/** Programs whose names are words as well: they need an option, a path or a sign behind them. */
const WORDS = new Set(
  `at convert cut date dd diff exec export file find go head host id install ip join kill less link
  make mount more node patch read screen service set snap sort source split test time top touch
  tree wait watch which who`
    .split(/\s+/)
    .filter(Boolean),
);

const PROMPT =
  /^\s*(?:[$%]|>>>|\.\.\.|In \[\d+\]:|(?:\([\w.-]+\) ?)*\[[^\]]{1,60}\][$#%]|(?:\([\w.-]+\) ?)*[A-Za-z][\w.-]*@[\w.-]+(?::[^\s$#]{0,80})?[$#%>]|[a-z][\w.-]*(?: ?\([\w.-]+\))?[$#]|(?:\([\w.-]+\) )+[$#]|(?:mysql|sqlite|MariaDB \[[^\]]*\]|[a-z]\w*=[#>])>)\s+\S/;
const SIGNS = /[|=$<>{}`\\]|(?:^|\s)(?:--?|–)[A-Za-z]|(?:^|\s)[\w.~-]*\/[\w.-]|\w\.(?:\w{2,4}|py|sh)(?:\s|$)/;
const OPTION = /\s(?:--?|–)[A-Za-z][\w-]*/;
const PLAIN_WORD = /^[("'“‘[]*\p{L}[\p{L}'’-]*[)"'”’\].,;:!?…]*$/u;
const SENTENCE_END = /[.!?…:;,]["'”’)\]]*$/;

/** In characters: more of a line is not looked at. */
const LOOKED_AT = 500;

/** Signs that belong to code and not to prose, each enough by itself. */
const CODE: readonly RegExp[] = [
  /^#!\s*\//,
  // shell
  /^\s*(?:export\s+)?[A-Za-z_]\w*=\S/,
  /^\s*(?:if \[|(?:then|fi|do|else|esac)$|done\b\s*(?:[<;|&]|$)|while .*;\s*do\b|for \w+ in .*;\s*do\b|case .* in$|eval .*;?$|set -\w+|function \w+\s*(?:\(\))?\s*\{)/,
  /^[a-z][\w./-]*\s(?:.*\s)?["']?\$\{?[A-Za-z_]\w*/,
  /^\s*(?:\/|\.\/|~\/)[\w.][\w./-]*\s+(?:-|\S*[/=>])/,
  // logs
  /^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/,
  /^\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2} \d\d:\d\d:\d\d\s/,
  /^\s*\[\s*\d+\.\d{3,}\]\s/,
  /^(?:kernel|systemd|dnsmasq)(?:\[\d+\])?: /,
  /^[a-z][\w-]*\[\d+\]: /,
  /^\s*(?:ERROR|WARN(?:ING)?|INFO|DEBUG|CRITICAL|FATAL):? +(?:\[|\S*[._/]\S*[:\s])/,
  /^Traceback \(most recent call last\):/,
  // tables
  /^\s*\|.*\|$/,
  /^\s*\+[-=+]{3,}\+$/,
  // Python
  /^\s*(?:async )?def \w+\(.*\)(?: *->.*)?:?(?:\s*#.*)?$/,
  /^\s*class [A-Z]\w*(?:\([\w., =]*\))?:/,
  /^import [\w.]+(?:, ?[\w.]+)*(?: as \w+)?$/,
  /^from [\w.]+ import [\w*(]/,
  /^\s*@\w[\w.]*\(.*\)$/,
  // C and its kin
  /^\s*#\s*(?:include\s*[<"]|define \w|ifn?def \w|endif\b)/,
  /^\s*[\w.>*&[\]-]+\s*(?:[-+*/|&]|<<|>>)?=\s*[^=].*;$/,
  /^\s*[\w.:>-]+\(.*\);$/,
  /^\s*[{}\])]+[;,]?$/,
  /^\s*(?:public|private|static|const|let|var|int|void|char|struct|return)\s.*[;{]$/,
  // marked up data
  /^\s*<[/?!]?[a-zA-Z][\w:.-]*(?:\s+[\w:.-]+=(?:"[^"]*"|'[^']*'))*\s*\/?>/,
  /^\s*"[\w.-]+"\s*:\s/,
  /^\s*(?:- )?[a-z]\w*(?:_\w+)+:(?:\s|$)/,
  /^\s*(?:- )?[A-Z][A-Z0-9]*_[A-Z0-9_]+:(?:\s|$)/,
  /^\s*(?:- )?[a-z][\w.-]*:\s+(?:['"{[|>]|\d[\d.]*$|(?:true|false|null)$)/,
  /^[a-z]\w*_\w* = \S/,
  // differences, Dockerfiles, SQL, manuals
  /^(?:diff --git |\+\+\+ [\w./]|--- [ab]\/|@@ -\d)/,
  /^(?:FROM [\w./:-]+(?: AS \w+)?$|(?:RUN|COPY|ADD|CMD|ENTRYPOINT|WORKDIR|EXPOSE|VOLUME|ENV|LABEL|MAINTAINER|USER) \S)/,
  /^(?:SELECT .* FROM |INSERT INTO |DELETE FROM |CREATE TABLE |ALTER TABLE |UPDATE \w+ SET )/,
  /^\s*--?\w[\w-]*(?:[ =]\w+)?\s{2,}\S/,
];

/** Code among code; alone, it may be anything. */
const PERHAPS_CODE: readonly RegExp[] = [
  /^\s*(?:- )?[a-z][\w.-]*:(?:\s+\S.*)?$/,
  /^\s*- [\w.:/-]+$/,
  /^\s*\[[\w.:-]+\]$/,
  /^\s*[a-z][\w.-]* ?= ?\S/,
  /^\s*(?:try|else|finally):$/,
  /^\s*(?:if|elif|for|while|with|except)\b.*:$/,
  /^\s*(?:return|raise|pass|self\.)\b/,
  /^\s*[[{]$/,
];

/** A line on which a shell or an interpreter was given a command: `$ ls`, `root@host:~# ls`, `>>> 1 + 1`. */
export function isPrompt(line: string): boolean {
  return PROMPT.test(line.slice(0, LOOKED_AT));
}

/** `# ls -l` may be root's prompt; `# Install it` is a comment. */
export function mayBeRootPrompt(line: string): boolean {
  const command = /^\s*#\s+(.*)$/.exec(line.slice(0, LOOKED_AT))?.[1] ?? '';
  return /^(?:\.{0,2}\/)?[a-z][\w./+-]*(?:\s|$)/.test(command) && !isProse(command);
}

export function isComment(line: string): boolean {
  return /^\s*(?:#|\/\/|;;)/.test(line);
}

export function isCommand(line: string): boolean {
  const text = line.trim().slice(0, LOOKED_AT);
  const words = text.split(/\s+/);
  let first = 0;
  while (/^(?:sudo|[A-Z_][A-Z0-9_]*=\S*)$/.test(words[first] ?? '') && first < words.length - 1) first++;
  if (first > 0) return !SENTENCE_END.test(text) || SIGNS.test(text);
  const program = words[0] ?? '';
  const rest = text.slice(program.length);
  if (PROGRAMS.has(program)) {
    if (SIGNS.test(rest)) return !isProse(text) || OPTION.test(rest);
    return words.length <= 5 && !SENTENCE_END.test(text);
  }
  if (WORDS.has(program)) return SIGNS.test(rest) && !isProse(text);
  const isProgram = /^(?:[a-z][\w.+-]*|[\w.-]*\/[\w./-]+)$/.test(program) || !PLAIN_WORD.test(words[1] ?? '');
  return OPTION.test(rest) && isProgram && /^[\w./+-]+$/.test(program) && !isProse(text);
}

/** A line that is code whatever stands around it. */
export function isCode(line: string): boolean {
  const text = line.slice(0, LOOKED_AT);
  return isPrompt(text) || isCommand(text) || CODE.some((shape) => shape.test(text));
}

export function mayBeCode(line: string): boolean {
  const text = line.slice(0, LOOKED_AT);
  return PERHAPS_CODE.some((shape) => shape.test(text));
}

/** Whether a line holds signs that prose seldom does: `==`, `->`, `--option`, `a_name`, a path, a version. */
export function hasCodeSigns(line: string): boolean {
  return /[=|<>{}$`\\]|\w_\w|::|->|(?:^|\s)--?\w|\/\w+\/|\w\.(?:py|sh|ya?ml|conf|cfg|ini|json|rb|txt|xml)\b|\bv?\d+\.\d+(?:\.\d+)?\b/.test(
    line.slice(0, LOOKED_AT),
  );
}

/** Words in small letters, with names of files and the like among them: `deploy site.yml`. */
export function isPlainCommand(line: string): boolean {
  const words = line.trim().split(/\s+/, 10);
  return (
    words.length > 1 &&
    words.length < 10 &&
    /[/.:@~_-]/.test(line) &&
    !line.includes('==') &&
    words.every(isArgument)
  );
}

function isArgument(word: string, index: number): boolean {
  return index === 0 ? /^[a-z][\w+-]*$/.test(word) : /^[\w./:@~=,+-]+$/.test(word);
}

/** Whether most of a line's words, seven at least, are plain words. */
export function isProse(line: string): boolean {
  const words = line.trim().slice(0, LOOKED_AT).split(/\s+/);
  const plain = words.filter((word) => PLAIN_WORD.test(word)).length;
  return words.length >= 7 && plain / words.length >= 0.75;
}

export function endsLikeSentence(line: string): boolean {
  return SENTENCE_END.test(line);
}

/** Whether lines are one paragraph of prose that was broken to fit a width. */
export function isWrapped(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  const texts = lines.map((line) => line.trim());
  const width = Math.max(...texts.map((text) => text.length));
  if (width < 45 || width > 110) return false;
  const isFull = texts.every((text, index) => {
    const next = texts[index + 1]?.split(/\s+/)[0] ?? '';
    return index === texts.length - 1 || text.length + 1 + next.length > width * 0.92;
  });
  const words = texts.join(' ').split(/\s+/);
  return isFull && words.filter((word) => PLAIN_WORD.test(word)).length / words.length >= 0.7;
}
