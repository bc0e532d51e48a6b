// Looking closer at a picture: wheel, two fingers, double click and keys change the scale; dragging moves, a swipe leaves.
const LARGEST = 8;
const DOUBLE = 2.5;
const WHEEL_STEP = 0.0022;
const KEY_STEP = 1.5;
const PAN_PX = 80;
const MOVED_PX = 6;
const SWIPE_PX = 60;

const between = (one, other) => ({ x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 });
const apart = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

export class Zoom {
  /** `onchange(scale)` after each change; `onswipe(dx, dy)` and `onpress(event)` while the picture is whole. */
  constructor(stage, picture, { onchange, onswipe, onpress }) {
    Object.assign(this, { stage, picture, onchange, onswipe, onpress });
    this.fingers = new Map();
    this.reset();
    stage.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    stage.addEventListener("dblclick", (event) => {
      const at = { x: event.clientX, y: event.clientY };
      this.to(this.scale > 1 ? 1 : DOUBLE, at);
    });
    stage.addEventListener("pointerdown", (event) => this.down(event));
    stage.addEventListener("pointermove", (event) => this.moved(event));
    for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, (event) => this.up(event));
  }

  get isClose() {
    return this.scale > 1.001;
  }

  reset() {
    Object.assign(this, { scale: 1, x: 0, y: 0 });
    this.draw();
  }

  /** Set the scale so that the point of the picture under `at` stays where it is; without `at`, the middle. */
  to(scale, at = null) {
    const next = Math.max(1, Math.min(LARGEST, scale));
    const box = this.stage.getBoundingClientRect();
    const px = (at?.x ?? box.left + box.width / 2) - box.left - box.width / 2;
    const py = (at?.y ?? box.top + box.height / 2) - box.top - box.height / 2;
    this.x = px - ((px - this.x) * next) / this.scale;
    this.y = py - ((py - this.y) * next) / this.scale;
    this.scale = next;
    this.draw();
  }

  closer(at = null) {
    this.to(this.scale * KEY_STEP, at);
  }
  farther(at = null) {
    this.to(this.scale / KEY_STEP, at);
  }

  /** One step of an arrow key; true when there was something to move. */
  pan(key) {
    const [dx, dy] = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key] ?? [0, 0];
    if (!this.isClose || (!dx && !dy)) return false;
    this.x += dx * PAN_PX;
    this.y += dy * PAN_PX;
    this.draw();
    return true;
  }

  draw() {
    // What is larger than the stage covers it; what is smaller stays in the middle.
    const roomX = Math.max(0, (this.picture.offsetWidth * this.scale - this.stage.clientWidth) / 2);
    const roomY = Math.max(0, (this.picture.offsetHeight * this.scale - this.stage.clientHeight) / 2);
    this.x = Math.max(-roomX, Math.min(roomX, this.x));
    this.y = Math.max(-roomY, Math.min(roomY, this.y));
    this.picture.style.setProperty("transform", `translate(${this.x}px, ${this.y}px) scale(${this.scale})`);
    this.stage.classList.toggle("zoomed", this.isClose);
    this.onchange(this.scale);
  }

  wheeled(event) {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.to(this.scale * Math.exp(-event.deltaY * lines * WHEEL_STEP), { x: event.clientX, y: event.clientY });
  }

  down(event) {
    if (event.button !== 0) return;
    this.stage.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, event);
    if (this.fingers.size === 1) this.from = { event, hasMoved: false, pinched: false };
    else this.from.pinched = true;
  }

  moved(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const others = [...this.fingers.values()].filter((one) => one.pointerId !== event.pointerId);
    if (others.length === 1) {
      const [other] = others;
      const [was, is] = [between(before, other), between(event, other)];
      this.to((this.scale * apart(event, other)) / Math.max(1, apart(before, other)), was);
      this.shift(is.x - was.x, is.y - was.y);
    } else if (this.isClose && !others.length) {
      this.shift(event.clientX - before.clientX, event.clientY - before.clientY);
    }
    if (apart(event, this.from.event) > MOVED_PX) this.from.hasMoved = true;
    this.fingers.set(event.pointerId, event);
  }

  shift(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.draw();
  }

  up(event) {
    if (!this.fingers.delete(event.pointerId) || this.fingers.size || event.type === "pointercancel") return;
    const { from } = this;
    if (from.pinched || this.isClose) return;
    if (!from.hasMoved) this.onpress(event);
    else if (event.pointerType === "touch") {
      const [dx, dy] = [event.clientX - from.event.clientX, event.clientY - from.event.clientY];
      if (Math.max(Math.abs(dx), Math.abs(dy)) > SWIPE_PX) this.onswipe(dx, dy);
    }
  }
}
