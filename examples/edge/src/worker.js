import { classify, classifyResponse, init } from "finfault";

import { verdictHeaders } from "./headers.js";

/**
 * @typedef {object} Env
 * @property {string} UPSTREAM the address of the provider's API
 * @property {import("finfault").Provider} PROVIDER
 */

/** Passes requests on to a provider. An answer that is a failure gets headers that say what it means. */
export default {
  /**
   * @param {Request} request
   * @param {Env} env
   * @returns {Promise<Response>}
   */
  async fetch(request, env) {
    const about = {
      provider: env.PROVIDER,
      operation: operationOf(request),
      idempotent: request.headers.has("Idempotency-Key"),
    };
    let response;
    try {
      response = await fetch(new Request(addressOf(request, env), request), { redirect: "manual" });
    } catch {
      await init();
      return new Response(null, { status: 502, headers: verdictHeaders(classify({ ...about, status: 0 })) });
    }
    // Jobs fail inside a 200.
    if (response.status < 400 && about.operation !== "job") {
      return response;
    }
    const verdict = await classifyResponse(response, about);
    const answer = new Response(response.body, response);
    for (const [name, value] of verdictHeaders(verdict)) {
      answer.headers.set(name, value);
    }
    return answer;
  },
};

/**
 * addressOf returns where a request goes. A path cannot lead to another host.
 *
 * @param {Request} request
 * @param {Env} env
 */
function addressOf(request, env) {
  const { pathname, search } = new URL(request.url);
  const address = new URL(env.UPSTREAM);
  address.pathname = address.pathname.replace(/\/$/, "") + pathname;
  address.search = search;
  return address;
}

/**
 * operationOf returns what a request is for. The same answer can mean different things; you know your provider's
 * addresses best.
 *
 * @param {Request} request
 * @returns {import("finfault").Operation}
 */
function operationOf({ method, url }) {
  const { pathname } = new URL(url);
  if (/\/token$/.test(pathname)) {
    return "token";
  }
  if (method !== "GET" && method !== "HEAD") {
    return "write";
  }
  return /\/jobs\//.test(pathname) ? "job" : "read";
}
