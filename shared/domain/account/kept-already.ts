/** The same request had its effect already: the edge answers with what was kept. */
export class KeptAlready extends Error {
  constructor() {
    super('this request was answered already');
    this.name = 'KeptAlready';
  }
}
