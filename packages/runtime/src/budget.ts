/** A bounded amount of something (documents in flight, bytes of text) that work takes a share of and gives back. */
export interface Budget {
  /** Waits until `amount` fits, first come first served, and takes it. More than the total counts as the total: the taker
   *  then has the budget to itself. Disposing of the share gives it back.
   *  @throws the signal's reason when it fires before the share was given. */
  take(amount: number, signal?: AbortSignal): Promise<Disposable>;
  /** How much is taken now. */
  taken(): number;
}

/** Opens a budget of `total` units. */
export function openBudget(total: number): Budget {
  let taken = 0;
  const waiting: { amount: number; give: () => void }[] = [];

  const share = (amount: number): Disposable => {
    taken += amount;
    let given = false;
    return {
      [Symbol.dispose]() {
        if (given) return;
        given = true;
        taken -= amount;
        serve();
      },
    };
  };
  const serve = () => {
    for (let first = waiting[0]; first && taken + first.amount <= total; first = waiting[0]) {
      waiting.shift();
      first.give();
    }
  };

  return {
    taken: () => taken,
    take(wanted, signal) {
      signal?.throwIfAborted();
      const amount = Math.min(wanted, total);
      if (waiting.length === 0 && taken + amount <= total) return Promise.resolve(share(amount));
      return new Promise((resolve, reject) => {
        const entry = {
          amount,
          give() {
            signal?.removeEventListener('abort', giveUp);
            resolve(share(amount));
          },
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(entry), 1);
          reject(signal?.reason);
          serve();
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(entry);
      });
    },
  };
}
