const EVERY = 2_000;

/**
 * Looks at long work again and again, as long as its page is there: until `look()` says that it is over, or for so many times.
 * The work goes on when nobody looks.
 */
export async function follow(host, look, times = 30) {
  for (let time = 0; time < times; time++) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    if (!host.isConnected) {
      return false;
    }
    if (!document.hidden && await look()) {
      return true;
    }
  }
  return false;
}
