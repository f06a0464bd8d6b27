export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime: number;
    readonly NewImage?: Readonly<Record<string, { readonly S?: string }>>;
  };
}

export const sequenceOf = (record: StreamRecord): string => record.dynamodb.SequenceNumber;
