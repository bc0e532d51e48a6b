// Keeps the page up to date: one event stream, resumed by id, started anew when the server was away.
import * as api from "./api.js";

const FIRST_RETRY_MS = 400;
const LAST_RETRY_MS = 4000;

export class Live {
  /**
   * `load(seen)` reads the state of the server and returns the id to listen from, given the last id seen (0 at
   * first); `onEvent(event)` gets each event; `onReach(reachable)` hears when the server goes and comes back.
   */
  constructor({ load, onEvent, onReach }) {
    this.load = load;
    this.onEvent = onEvent;
    this.onReach = onReach;
    this.seen = 0;
    this.retry = FIRST_RETRY_MS;
  }

  async start() {
    try {
      this.seen = await this.load(this.seen);
    } catch (error) {
      console.warn("the server cannot be read:", error);
      this.away();
      return;
    }
    this.listen();
  }

  listen() {
    this.source = new EventSource(api.eventsUrl(this.seen));
    this.source.onopen = () => {
      this.retry = FIRST_RETRY_MS;
      this.onReach(true);
    };
    this.source.onmessage = (event) => {
      this.seen = Number(event.lastEventId) || this.seen;
      this.onEvent({ seq: this.seen, ...JSON.parse(event.data) });
    };
    // The browser's own retry would resume quietly from an id that a restarted server has never heard of.
    this.source.onerror = () => this.away();
  }

  away() {
    this.source?.close();
    this.onReach(false);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), this.retry);
    this.retry = Math.min(this.retry * 1.6, LAST_RETRY_MS);
  }
}
