import type { Budget } from '@acervo/runtime';

/** A claim together with its place in flight; disposing gives the place back. */
export interface ClaimInTurn<Claimed> extends Disposable {
  readonly claim: Claimed;
}

/** Claims with a place among those in flight in this process. Work that must run alone (it is suspected of having killed a
 *  process) is told so by the first claim, which never pretends to be alone; it then waits until nothing else is in flight
 *  and keeps everything else waiting until its place is given back.
 *  @throws the signal's reason when it fires while waiting. */
export async function claimInTurn<Claimed extends { state: string }>(
  places: Budget,
  claim: (inFlight: number) => Promise<Claimed>,
  signal: AbortSignal,
): Promise<ClaimInTurn<Claimed>> {
  const first = await claimWith(await places.take(1, signal), () => claim(1));
  if (first.claim.state !== 'must-wait') return first;
  first[Symbol.dispose]();
  return claimAlone(places, claim, signal);
}

/** Claims when nothing else is in flight in this process, and keeps it so.
 *  @throws the signal's reason when it fires while waiting. */
export async function claimAlone<Claimed>(
  places: Budget,
  claim: (inFlight: number) => Promise<Claimed>,
  signal: AbortSignal,
): Promise<ClaimInTurn<Claimed>> {
  return claimWith(await places.take(Number.POSITIVE_INFINITY, signal), () => claim(0));
}

async function claimWith<Claimed>(place: Disposable, claim: () => Promise<Claimed>): Promise<ClaimInTurn<Claimed>> {
  try {
    return { claim: await claim(), [Symbol.dispose]: () => place[Symbol.dispose]() };
  } catch (error) {
    place[Symbol.dispose]();
    throw error;
  }
}
