/** Where progress goes: standard error. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds between two updates of the line; the eye does not read faster. */
const interval = 100;

/** One line that is updated on a terminal; elsewhere one line as a stack starts. */
export class Progress {
  #shown = 0;

  constructor(
    private readonly stream: ProgressStream,
    private readonly clock: () => number = Date.now,
  ) {}

  start(stack: string): void {
    this.#shown = 0;
    if (this.stream.isTTY === true) this.#replace(`previewing ${stack} …`);
    else this.stream.write(`previewing ${stack}\n`);
  }

  update(stack: string, resources: number): void {
    if (this.stream.isTTY !== true || this.clock() - this.#shown < interval) return;
    this.#shown = this.clock();
    this.#replace(`previewing ${stack} … ${resources} resources`);
  }

  end(): void {
    if (this.stream.isTTY === true) this.#replace("");
  }

  /** Carriage return, erase the line, write. */
  #replace(text: string): void {
    this.stream.write(`\r\u001b[K${text}`);
  }
}
