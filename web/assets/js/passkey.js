import { say } from "./words.js";

// `<form data-hw-passkey="anlegen|anmelden">`: the browser asks a device for a passkey, and the form takes along what
// it says. Without a script the form does nothing and stays hidden where it is one way of several.
export function enhance(form) {
  if (!window.PublicKeyCredential || !window.isSecureContext) return;
  const told = form.querySelector("[data-hw-meldung]");
  const ways = { anlegen: make, anmelden: use };
  form.hidden = false;
  const around = form.closest("[data-hw-passkey-teil]");
  if (around) around.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    told.textContent = "";
    button.disabled = true;
    try {
      await ways[form.dataset.hwPasskey](form);
      form.submit();
    } catch (error) {
      told.textContent = sentence(error);
      button.disabled = false;
    }
  });
}

function sentence(error) {
  if (error.name === "NotAllowedError") return say.passkeyCancelled;
  if (error.name === "InvalidStateError") return say.passkeyKnown;
  return say.passkeyFailed;
}

async function make(form) {
  const { aufforderung, nutzer, adresse, name, bekannt, verfahren, hub } = form.dataset;
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: new TextEncoder().encode(aufforderung),
      rp: { name: hub },
      user: { id: bytes(nutzer), name: adresse, displayName: name },
      pubKeyCredParams: verfahren.split(" ").map((number) => ({ type: "public-key", alg: Number(number) })),
      excludeCredentials: credentials(bekannt),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  });
  const { response } = made;
  fill(form, {
    client: response.clientDataJSON,
    authenticator: response.getAuthenticatorData(),
    schluessel: response.getPublicKey(),
  });
  form.elements.verfahren.value = response.getPublicKeyAlgorithm();
}

async function use(form) {
  const { aufforderung, bekannt } = form.dataset;
  const used = await navigator.credentials.get({
    publicKey: {
      challenge: new TextEncoder().encode(aufforderung),
      allowCredentials: credentials(bekannt),
      userVerification: "required",
    },
  });
  const { response } = used;
  fill(form, {
    passkey: used.rawId,
    client: response.clientDataJSON,
    authenticator: response.authenticatorData,
    unterschrift: response.signature,
  });
}

function credentials(list) {
  const ids = (list ?? "").split(" ").filter(Boolean);
  return ids.map((id) => ({ type: "public-key", id: bytes(id) }));
}

function fill(form, parts) {
  for (const [name, buffer] of Object.entries(parts)) form.elements[name].value = text(buffer);
}

// Base 64 for addresses, without what fills up: so do the standard and the hub.
function text(buffer) {
  const signs = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytes(coded) {
  const signs = atob(coded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}
