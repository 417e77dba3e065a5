"use strict";

const problem = location.hash.startsWith("#problem-")
  ? document.getElementById(location.hash.slice(1))
  : null;

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: problem === null, // it takes every hash for its own
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nobody else is told what is looked at here
});

// Whoever came for a problem finds it in view, although the page grows above it, until they move.
if (problem) {
  const growth = new ResizeObserver(() => problem.scrollIntoView());
  growth.observe(document.getElementById("swagger-ui"));
  for (const move of ["wheel", "keydown", "pointerdown", "touchstart"]) {
    addEventListener(move, () => growth.disconnect(), { once: true, passive: true });
  }
}
