/** What was measured of one engine and size; `null` where it did not finish. Milliseconds and bytes. */
export interface Measured {
  readonly engine: string;
  readonly documents: number;
  readonly build: number | null;
  readonly buildCpu: number | null;
  readonly buildPeak: number | null;
  readonly bytes: number | null;
  /** Until the first question has its ten best documents, and its whole answer. */
  readonly open: number | null;
  readonly openToAnswer: number | null;
  /** The median, and what 99 of 100 questions stay within. */
  readonly top: readonly [p50: number, p99: number] | null;
  readonly answer: readonly [p50: number, p99: number] | null;
  readonly askPeak: number | null;
  /** Until a changed document is found, the median. */
  readonly change: number | null;
}

const PANELS: readonly { readonly title: string; measureOf(one: Measured): number | null }[] = [
  { title: 'Building, s', measureOf: ({ build }) => build && build / 1_000 },
  { title: 'Opening and the first question, ms', measureOf: ({ open }) => open },
  { title: 'Ten best of a question, median ms', measureOf: ({ top }) => top?.[0] ?? null },
  { title: 'Memory while asked, MB', measureOf: ({ askPeak }) => askPeak && askPeak / 1e6 },
];

/** Told apart without colours, too: by dashes, and by the name at the end of the line. */
const STYLES = [
  { colour: ['#0b5fa5', '#6cb6ff'], dash: '' },
  { colour: ['#a03000', '#ff9d6e'], dash: '7 3' },
  { colour: ['#4d7a00', '#a5d65a'], dash: '2 3' },
  { colour: ['#7a3fa0', '#d0a2f0'], dash: '9 3 2 3' },
] as const;

/** Of the whole, of a panel's drawing, and of what stands around it. */
const [WIDTH, HEIGHT] = [900, 640];
const PLOT = { width: 280, height: 220, left: 60, top: 40, right: 110, bottom: 60 } as const;

/** A picture with one panel a measure; both axes are logarithmic. Readable on light and on dark ground. */
export function drawGrowth(measured: readonly Measured[]): string {
  const engines = [...new Set(measured.map(({ engine }) => engine))];
  const panels = PANELS.map(({ title, measureOf }, place) => {
    const x = (place % 2) * (PLOT.left + PLOT.width + PLOT.right);
    const y = Math.floor(place / 2) * (PLOT.top + PLOT.height + PLOT.bottom);
    const lines = engines.map((engine) =>
      measured
        .filter((one) => one.engine === engine)
        .flatMap((one): [number, number][] => {
          const value = measureOf(one);
          return value === null || value <= 0 ? [] : [[one.documents, value]];
        }),
    );
    return `<g transform="translate(${x + PLOT.left} ${y + PLOT.top})">${drawPanel(title, engines, lines)}</g>`;
  });
  const colours = (shade: 0 | 1) =>
    STYLES.map(({ colour }, place) => `.e${place}{color:${colour[shade]}}`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="How indexes grow with the number of documents">
<style>text{font:12px system-ui,sans-serif;fill:#222}.title{font-weight:600;font-size:13px}.grid{stroke:#ddd}.line{fill:none;stroke:currentColor;stroke-width:2}.dot{fill:currentColor}.name{fill:currentColor}${colours(0)}@media (prefers-color-scheme:dark){text{fill:#ddd}.name{fill:currentColor}.grid{stroke:#444}${colours(1)}}</style>
${panels.join('\n')}
</svg>
`;
}

type Point = readonly [documents: number, value: number];

function drawPanel(title: string, engines: readonly string[], lines: readonly (readonly Point[])[]): string {
  const points = lines.flat();
  const across = createScale(
    points.map(([documents]) => documents),
    PLOT.width,
  );
  const up = createScale(
    points.map(([, value]) => value),
    PLOT.height,
  );
  const yOf = (value: number) => round(PLOT.height - up.at(value));
  const xOf = (documents: number) => round(across.at(documents));
  const ends = lines.map((line) => {
    const [documents, value] = line.at(-1) ?? [];
    return documents && value ? { x: xOf(documents), y: yOf(value) } : null;
  });
  const names = spread(ends);
  return [
    `<text class="title" y="-16">${escapeXml(title)}</text>`,
    ...up.decades.map(
      (value) =>
        `<path class="grid" d="M0 ${yOf(value)}H${PLOT.width}"/><text x="-8" y="${yOf(value) + 4}" text-anchor="end">${tell(value)}</text>`,
    ),
    ...across.decades.map(
      (documents) =>
        `<path class="grid" d="M${xOf(documents)} 0V${PLOT.height}"/><text x="${xOf(documents)}" y="${PLOT.height + 18}" text-anchor="middle">${tell(documents)}</text>`,
    ),
    ...lines.map((line, place) => {
      if (line.length === 0) return '';
      const { dash } = STYLES[place % STYLES.length] as (typeof STYLES)[number];
      const path = line.map(([documents, value]) => `${xOf(documents)} ${yOf(value)}`).join('L');
      const dots = line.map(
        ([documents, value]) => `<circle class="dot" cx="${xOf(documents)}" cy="${yOf(value)}" r="3"/>`,
      );
      const name = `<text class="name" x="${(ends[place]?.x ?? 0) + 8}" y="${(names[place] ?? 0) + 4}">${escapeXml(engines[place] ?? '')}</text>`;
      return `<g class="e${place % STYLES.length}"><path class="line" stroke-dasharray="${dash}" d="M${path}"/>${dots.join('')}${name}</g>`;
    }),
  ].join('');
}

/** From the power of ten below the least to that above the largest, over `length`. */
function createScale(values: readonly number[], length: number) {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return {
    at: (value: number) => ((Math.log10(value) - low) / (high - low)) * length,
    decades: Array.from({ length: high - low + 1 }, (_, place) => 10 ** (low + place)),
  };
}

const LINE_HEIGHT = 14;

/** How far down each name stands: where its line ends, or lower when it would cover another there. */
function spread(ends: readonly ({ readonly x: number; readonly y: number } | null)[]): number[] {
  const moved = ends.map((end) => end?.y ?? 0);
  const free = new Map<number, number>();
  const order = [...moved.keys()].sort((a, b) => (moved[a] as number) - (moved[b] as number));
  for (const at of order) {
    const end = ends[at];
    if (!end) continue;
    const y = Math.max(end.y, free.get(end.x) ?? end.y);
    moved[at] = y;
    free.set(end.x, y + LINE_HEIGHT);
  }
  return moved;
}

function tell(value: number): string {
  return value < 1 ? String(Number(value.toPrecision(1))) : Math.round(value).toLocaleString('en');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
