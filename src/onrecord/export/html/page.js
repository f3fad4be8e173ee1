// Pointing at words or at a note lights up what belongs together.
(() => {
  const light = (event) => {
    const target = event.target.closest("[data-to]");
    document.querySelectorAll(".on").forEach((lit) => lit.classList.remove("on"));
    if (target) {
      document.querySelectorAll(`[data-in~="${target.dataset.to}"]`).forEach((lit) => lit.classList.add("on"));
    }
  };
  document.addEventListener("mouseover", light);
  document.addEventListener("focusin", light);
})();
