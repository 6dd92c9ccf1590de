// What part of a picture the stage shows. A move changes one transform, never the picture.

const MARGIN = 16;
const TOOLS = 44; // what the buttons at the bottom cover
const MOST = 4;
const LEGIBLE = 0.75;
const OVERVIEW = 0.5; // what is smaller as a whole is first shown from its beginning

class Camera {
  constructor(stage) {
    this.stage = stage;
    this.pointers = new Map();
    this.draw = oncePerFrame(() => this.apply());
    stage.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.onDown(event));
    stage.addEventListener("pointermove", (event) => this.onMove(event));
    for (const name of ["pointerup", "pointercancel"]) {
      stage.addEventListener(name, (event) => this.onUp(event));
    }
    new ResizeObserver(() => this.onResize()).observe(stage);
  }

  show(picture) {
    this.picture = picture;
    if (picture.at) this.draw();
    else if (this.fitting() < OVERVIEW) this.showBeginning();
    else this.fit();
  }

  /** Shows the beginning of a picture so large that its texts can be read. */
  showBeginning() {
    const start = (size, room) => Math.max(MARGIN / 2, (room - size * LEGIBLE) / 2);
    this.picture.at = {
      scale: LEGIBLE,
      x: start(this.picture.width, this.stage.clientWidth),
      y: start(this.picture.height, this.stage.clientHeight),
      fitted: false,
    };
    this.draw();
  }

  /** The scale at which the whole picture is seen. */
  fitting() {
    const { clientWidth } = this.stage;
    const { width, height } = this.picture;
    const scale = Math.min((clientWidth - 2 * MARGIN) / width, (this.freeHeight() - 2 * MARGIN) / height);
    return Math.max(0.02, Math.min(scale, 1.25));
  }

  freeHeight() {
    return this.stage.clientHeight - TOOLS;
  }

  fit() {
    const scale = this.fitting();
    const { clientWidth } = this.stage;
    this.picture.at = {
      scale,
      x: (clientWidth - this.picture.width * scale) / 2,
      y: (this.freeHeight() - this.picture.height * scale) / 2,
      fitted: true,
    };
    this.draw();
  }

  /** Zooms about a point of the stage, its middle where none is given. */
  zoom(factor, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2) {
    const { at } = this.picture;
    const scale = Math.min(MOST, Math.max(this.fitting() / 2, at.scale * factor));
    this.place(scale, x - ((x - at.x) * scale) / at.scale, y - ((y - at.y) * scale) / at.scale);
  }

  pan(dx, dy) {
    const { at } = this.picture;
    this.place(at.scale, at.x + dx, at.y + dy);
  }

  // A corner of the picture stays on the stage.
  place(scale, x, y) {
    const { clientWidth, clientHeight } = this.stage;
    const keep = (value, size, room) => Math.min(room - 60, Math.max(60 - size * scale, value));
    this.picture.at = {
      scale,
      x: keep(x, this.picture.width, clientWidth),
      y: keep(y, this.picture.height, clientHeight),
      fitted: false,
    };
    this.draw();
  }

  /** Brings an element of the picture to where it can be read. */
  reveal(element) {
    const box = this.placeOf(element);
    const { clientWidth, clientHeight } = this.stage;
    const { at } = this.picture;
    const scale = Math.max(at.scale, Math.min(LEGIBLE, (clientWidth - 2 * MARGIN) / box.width));
    const [left, top] = [at.x + box.x * scale, at.y + box.y * scale];
    const seen =
      scale === at.scale && left >= 0 && top >= 0 &&
      left + box.width * scale <= clientWidth && top + box.height * scale <= clientHeight;
    if (seen) return;
    // Of what is larger than the stage, the beginning is shown.
    const start = (room, size) => Math.max(MARGIN, (room - size * scale) / 2);
    this.glide();
    this.place(
      scale,
      start(clientWidth, box.width) - box.x * scale,
      start(clientHeight, box.height) - box.y * scale,
    );
  }

  // Where an element is in the picture, whatever is moving now.
  placeOf(element) {
    const whole = this.picture.svg.getBoundingClientRect();
    const { left, top, width, height } = element.getBoundingClientRect();
    const scale = whole.width / this.picture.width;
    return { x: (left - whole.left) / scale, y: (top - whole.top) / scale, width: width / scale, height: height / scale };
  }

  glide() {
    this.stage.classList.add("gliding");
    clearTimeout(this.gliding);
    this.gliding = setTimeout(() => this.stage.classList.remove("gliding"), 220);
  }

  // While it moves, the picture is a layer of its own; then it is drawn sharp.
  moving() {
    this.stage.classList.remove("gliding");
    this.stage.classList.add("moving");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.stage.classList.remove("moving"), 180);
  }

  apply() {
    const { x, y, scale } = this.picture.at;
    this.picture.svg.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }

  onResize() {
    if (!this.picture || !this.stage.clientWidth) return;
    if (!this.picture.at || this.picture.at.fitted) this.fit();
    else this.pan(0, 0);
  }

  onWheel(event) {
    event.preventDefault();
    this.moving();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.shiftKey) return this.pan(-(event.deltaX || event.deltaY) * lines, 0);
    const { left, top } = this.stage.getBoundingClientRect();
    const speed = event.ctrlKey ? 0.01 : 0.0015;
    this.zoom(Math.exp(-event.deltaY * lines * speed), event.clientX - left, event.clientY - top);
  }

  onDown(event) {
    if (event.button !== 0) return;
    if (this.pointers.size === 0) this.dragged = false;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  onMove(event) {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) return;
    const [dx, dy] = [event.clientX - pointer.x, event.clientY - pointer.y];
    if (!this.dragged && Math.hypot(dx, dy) < 4) return;
    if (!this.dragged) this.startDrag();
    this.moving();
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId);
    if (others.length === 0) this.pan(dx, dy);
    else this.pinch(pointer, others[0][1], event);
    Object.assign(pointer, { x: event.clientX, y: event.clientY });
  }

  startDrag() {
    this.dragged = true;
    this.stage.classList.add("dragging");
    for (const id of this.pointers.keys()) this.stage.setPointerCapture(id);
  }

  pinch(was, other, now) {
    const { left, top } = this.stage.getBoundingClientRect();
    const before = Math.hypot(was.x - other.x, was.y - other.y);
    const after = Math.hypot(now.clientX - other.x, now.clientY - other.y);
    this.pan((now.clientX - was.x) / 2, (now.clientY - was.y) / 2);
    if (before > 0) {
      this.zoom(after / before, (now.clientX + other.x) / 2 - left, (now.clientY + other.y) / 2 - top);
    }
  }

  onUp(event) {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size === 0) this.stage.classList.remove("dragging");
  }
}
