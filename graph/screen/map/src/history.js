// Undo and redo: what the reader did, each step with the state before and after it.
export class History {
  constructor() {
    this.clear();
  }

  clear() {
    this.past = [];
    this.future = [];
  }

  push(step) {
    this.past.push(step);
    this.future = [];
  }

  back() {
    const step = this.past.pop();
    if (step) this.future.push(step);
    return step && { state: step.before, places: step.from, sight: step.sightBefore };
  }

  forth() {
    const step = this.future.pop();
    if (step) this.past.push(step);
    return step && { state: step.after, places: step.to, sight: step.sightAfter };
  }
}
