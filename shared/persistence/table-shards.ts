/** Over how many partitions the keys that all traffic shares are spread. */
export interface TableShards {
  readonly due: number;
  readonly day: number;
}
