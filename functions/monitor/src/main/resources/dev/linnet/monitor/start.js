"use strict";

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nobody else is told what is looked at here
  onComplete: () => {
    // The page has grown since the browser went to the anchor.
    if (location.hash.startsWith("#problem-")) {
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }
  },
});
