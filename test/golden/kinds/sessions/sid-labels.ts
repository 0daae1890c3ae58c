/**
 * The labels that stand for session ids (COMPARE.md, "Normalisation"): one that is first seen in a sent cookie or a file
 * put there is literal; one that is first seen in an answer is bound to whatever id our server made.
 */
export class SidLabels {
  readonly #literal: Readonly<Record<string, string>>;
  readonly #bound = new Map<string, string>();

  constructor(literal: Readonly<Record<string, string>>) {
    this.#literal = literal;
  }

  /** Puts ids for labels into something we send; labels not seen yet are literal from here on. */
  fill(text: string): string {
    return text.replace(/\{\{(sid\d+)\}\}/g, (whole, label: string) => this.#of(label) ?? whole);
  }

  /** The label of a file put on disk by the case itself. */
  noteLiteral(sid: string): void {
    for (const [label, value] of Object.entries(this.#literal)) if (value === sid) this.#bind(label, sid);
  }

  #of(label: string): string | undefined {
    const known = this.#bound.get(label);
    if (known !== undefined) return known;
    const literal = this.#literal[label];
    if (literal !== undefined) this.#bind(label, literal);
    return literal;
  }

  #bind(label: string, sid: string): void {
    this.#bound.set(label, sid);
  }

  rebind(label: string, sid: string): void {
    this.#bind(label, sid);
  }

  sidOf(label: string): string | undefined {
    return this.#bound.get(label);
  }

  isKnown(sid: string): boolean {
    return [...this.#bound.values()].includes(sid);
  }

  /** Binds the labels that an expected text names for the first time to what ours has in those places. */
  learn(expected: string, found: string): void {
    const pattern = expected
      .split(/(\{\{sid\d+\}\})/)
      .map((piece) =>
        /^\{\{sid\d+\}\}$/.test(piece) ? '([0-9a-f]{40})' : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('');
    const match = new RegExp(`^${pattern}$`).exec(found);
    if (match === null) return;
    const labels = [...expected.matchAll(/\{\{(sid\d+)\}\}/g)].map((one) => one[1] ?? '');
    for (const [index, label] of labels.entries()) {
      const sid = match[index + 1];
      if (sid !== undefined && !this.#bound.has(label) && !this.isKnown(sid)) this.#bind(label, sid);
    }
  }

  /** Puts labels for the ids we know. */
  label(text: string): string {
    let labelled = text;
    for (const [label, sid] of this.#bound) labelled = labelled.replaceAll(sid, `{{${label}}}`);
    return labelled;
  }
}
