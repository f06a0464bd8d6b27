export interface Range {
  readonly pk: string;
  /** Sort keys that begin so; empty: all. */
  readonly from: string;
}

export interface Page {
  readonly limit: number;
  /** The sort key beyond which the page begins. */
  readonly after?: string | undefined;
  readonly backward?: boolean;
}

export interface KeyNames {
  /** Of the index; absent for the table itself. */
  readonly name?: string;
  readonly hash: string;
  readonly range: string;
}

/** The key condition of a page: the hash, and where on the sort key it begins and ends. */
export function within(names: KeyNames, range: Range & { upTo?: string }, page: Partial<Page>) {
  const values: Record<string, string> = { ':hash': range.pk };
  const conditions = ['#hash = :hash'];
  const sort = sortCondition(range, page);
  if (sort !== null) {
    conditions.push(sort.condition);
    Object.assign(values, sort.values);
  }
  return {
    KeyConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: { '#hash': names.hash, ...(sort === null ? {} : { '#range': names.range }) },
    ExpressionAttributeValues: values,
    ScanIndexForward: page.backward !== true,
  };
}

/** DynamoDB takes one condition on the sort key, so a later page names both ends; its own position comes along. */
function sortCondition(range: Range & { upTo?: string }, { after, backward }: Partial<Page>) {
  const last = range.upTo ?? `${range.from}\u{10FFFF}`;
  if (after !== undefined) {
    const [low, high] = backward ? [range.from || ' ', after] : [after, last];
    return { condition: '#range BETWEEN :low AND :high', values: { ':low': low, ':high': high } };
  }
  if (range.upTo !== undefined) return { condition: '#range <= :high', values: { ':high': range.upTo } };
  if (range.from !== '') return { condition: 'begins_with(#range, :from)', values: { ':from': range.from } };
  return null;
}
