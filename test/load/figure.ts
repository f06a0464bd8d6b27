/** One measured number; without a target it is only told. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean | null;
}

export type Tell = (figure: Figure) => void;

/** Three digits that count are more than a shared machine can promise. */
const rounded = (value: number) => Number(value.toPrecision(4));

export function plain(figure: string, value: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: null, met: null };
}

export function atMost(target: number, { figure, value, unit }: Figure): Figure {
  return { figure, value, unit, target: `<= ${target}`, met: value <= target };
}
