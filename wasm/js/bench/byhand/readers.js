// What a body says, by provider: the code and where to look it up, the texts, whether it is a failure at all.

/** Reads a parsed body as the provider's. A list stands for several errors, of which the most restrictive decides. */
export function read(provider, status, body) {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return {};
  }
  switch (provider) {
    case "basiq":
      return readBasiq(status, body);
    case "synapse":
      return readSynapse(body);
    case "truelayer":
      return readTrueLayer(body);
    case "mx":
      return readMX(status, body);
    default:
      return readNobody(body);
  }
}

function readBasiq(status, body) {
  if (body.type === "job" || Array.isArray(body.steps)) {
    return readJob(body);
  }
  if (body.data !== undefined && body.data !== null) {
    const list = Array.isArray(body.data) ? body.data : [body.data];
    const errors = list.filter((e) => e?.type === "error").map(readBasiqError);
    if (errors.length > 0) {
      return errors.length === 1 ? errors[0] : { errors };
    }
    const jobs = list.filter((e) => e?.type === "job" || Array.isArray(e?.steps));
    return jobs.length > 0 ? readJob(newest(jobs)) : {};
  }
  if (body.type === "error" || (status >= 300 && body.code !== undefined && body.title !== undefined)) {
    return readBasiqError(body);
  }
  return readNobody(body);
}

function readBasiqError(e) {
  return { namespace: "http", code: e.code, title: e.title, detail: e.detail, source: e.source?.parameter, failed: true };
}

function newest(jobs) {
  return jobs.reduce((best, job) => (Date.parse(job.updated) > Date.parse(best.updated) ? job : best));
}

function readJob(job) {
  const steps = job.steps ?? [];
  const errors = steps.filter((s) => s.status === "failed").map(readStep);
  if (errors.length > 0) {
    return errors.length === 1 ? errors[0] : { errors };
  }
  if (job.status === "failed") {
    return { failed: true };
  }
  const waiting = steps.filter((s) => s.status === "pending" || s.status === "in-progress");
  const challenge = waiting.some((s) => s.title === "mfa-challenge" && s.result?.type === "mfa");
  return { pending: waiting.length > 0 && (challenge ? ["complete_mfa", "poll_status"] : ["poll_status"]) };
}

function readStep({ title: step, result }) {
  return { namespace: "job", code: result?.code, title: result?.title, detail: result?.detail, step, failed: true };
}

function readSynapse(body) {
  const { error, error_code: code, success } = body;
  if (error === undefined && code === undefined && success === undefined && body.mfa === undefined) {
    return readNobody(body);
  }
  const text = error?.en ?? (typeof error === "string" ? error : undefined);
  const detail = text ?? body.message?.en ?? body.mfa?.message ?? body.reason;
  return { namespace: "http", code, subcode: error?.code, detail, success, failed: success === false || Boolean(error) };
}

function readTrueLayer(body) {
  if (typeof body.type === "string" && typeof body.title === "string") {
    const code = body.type.slice(Math.max(body.type.lastIndexOf("#"), body.type.lastIndexOf("/")) + 1);
    return { namespace: "http", code, title: body.title, detail: body.detail, failed: false };
  }
  if (body.failure_reason) {
    return { namespace: "failure", code: body.failure_reason, failed: body.status === "failed" };
  }
  if (typeof body.error === "string") {
    return { namespace: "http", code: body.error, detail: body.detail ?? body.error_description, failed: true };
  }
  return body.status === "failed" ? { failed: true } : readNobody(body);
}

function readMX(status, body) {
  const member = body.member ?? (body.connection_status === undefined ? undefined : body);
  if (member) {
    return readMember(status, member);
  }
  const error = typeof body.error === "object" && body.error !== null ? body.error : body;
  if (error.code !== undefined || error.message !== undefined) {
    const code = error.code ?? undefined;
    return { namespace: "http", code, detail: error.message, failed: error !== body, message: code === undefined };
  }
  if (typeof body.error === "string") {
    return { detail: body.error, failed: true, message: true };
  }
  return {};
}

function readMember(status, member) {
  const connection = member.connection_status;
  const pending = (member.is_being_aggregated === true || status === 202) && ["poll_status"];
  const { error } = member;
  // Code 1000 does not count while the member is connected.
  if (error && !(error.error_code === 1000 && connection === "CONNECTED")) {
    const { error_code: code, error_message: detail } = error;
    return { namespace: "member", code, second: connection, detail, failed: true };
  }
  const detail = member.connection_status_message;
  return { namespace: "connection", code: connection, detail, pending, shown: error?.error_code };
}

function readNobody(body) {
  const message = body.message ?? body.Message;
  const failed = body.error != null || body.success === false || body.status === "failed";
  const gateway = typeof message === "string" && body.error === undefined && body.code === undefined;
  return { title: body.title, detail: gateway ? message : body.detail, failed, gateway };
}
