package wire

import (
	"strings"

	"github.com/finfault/finfault/catalog"
)

var (
	ok       = Decision{catalog.OutcomeOK, catalog.None, catalog.Never}
	polling  = Decision{catalog.OutcomePending, catalog.None, catalog.Poll}
	declined = failure(catalog.OperationFailed, catalog.Never)
)

func failure(c catalog.Category, p catalog.Policy) Decision {
	return Decision{catalog.OutcomeError, c, p}
}

// Decide is by provider, status and the first error's code.
func (m *BasiqErrors) Decide(in Input) Decision {
	if len(m.Data) == 0 {
		return ByStatus(in.Status)
	}
	return m.Data[0].Decide(in)
}

func (m *BasiqError) Decide(in Input) Decision { return ByCode(in, m.Code, m.Detail) }

// Decide is that of the first step that failed; a job with open steps is pending.
func (m *BasiqJob) Decide(Input) Decision {
	if s := m.failed(); s != nil {
		return basiqStep(s)
	}
	for i := range m.Steps {
		if s := m.Steps[i].Status; s == "pending" || s == "in-progress" {
			return polling
		}
	}
	return ok
}

// failed is the first step that failed, or nil.
func (m *BasiqJob) failed() *BasiqStep {
	for i := range m.Steps {
		if m.Steps[i].Status == "failed" {
			return &m.Steps[i]
		}
	}
	return nil
}

func (m *BasiqList) Decide(in Input) Decision {
	for i := range m.Data {
		if m.Data[i].Type == "error" {
			return ByCode(in, m.Data[i].Code, "")
		}
	}
	return ByStatus(in.Status)
}

func (m *Synapse) Decide(in Input) Decision {
	if in.Status == 202 {
		if m.Success {
			return polling
		}
		return failure(catalog.MFARequired, catalog.AfterUser)
	}
	return ByCode(in, m.ErrorCode, m.Error.En)
}

func (m *TrueLayerProblem) Decide(in Input) Decision { return ByCode(in, m.code(), m.Detail) }

func (m *TrueLayerError) Decide(in Input) Decision { return ByCode(in, m.Error, m.ErrorDescription) }

func (m *TrueLayerResource) Decide(in Input) Decision {
	if m.Status != "failed" {
		return ByStatus(in.Status)
	}
	return trueLayerFailure(m.FailureReason)
}

func (m *MXError) Decide(in Input) Decision {
	if in.Provider == catalog.MX {
		return mx(in.Status, m.Code)
	}
	return ByStatus(in.Status)
}

// Decide never retries: MX answers 500 to what the caller did wrong as well.
func (m *MXSSO) Decide(in Input) Decision {
	d := ByStatus(in.Status)
	if in.Provider == catalog.MX && in.Status == 500 && m.Error != "" {
		d.Policy = catalog.Never
	}
	return d
}

func (m *MXMember) Decide(in Input) Decision {
	if code := m.Member.Error.ErrorCode; code != 0 {
		return mxMember(code, m.Member.ConnectionStatus, in.Operation)
	}
	return mxConnection(m.Member.ConnectionStatus)
}

func (m *MXResource) Decide(in Input) Decision { return ByStatus(in.Status) }

func (m *Gateway) Decide(in Input) Decision {
	switch m.Message {
	case "Missing Authentication Token":
		return failure(catalog.InvalidRequest, catalog.Never)
	case "Forbidden":
		return failure(catalog.PermissionDenied, catalog.Never)
	case "Endpoint request timed out":
		return failure(catalog.AggregatorTimeout, catalog.BackoffShort)
	case "Too Many Requests", "Limit Exceeded":
		return failure(catalog.RateLimited, catalog.RateLimit)
	}
	return ByStatus(in.Status)
}

func (m *Problem) Decide(in Input) Decision { return ByStatus(in.Status) }

// ByCode decides by provider, status and code. The detail tells apart what one
// code means.
func ByCode(in Input, code, detail string) Decision {
	switch in.Provider {
	case catalog.Basiq:
		return basiq(in.Status, code, detail)
	case catalog.Synapse:
		return synapse(in, code)
	case catalog.TrueLayer:
		return trueLayer(in.Status, code, detail)
	}
	return ByStatus(in.Status)
}

// ByStatus decides by the status alone: what is left when the body says
// nothing or cannot be read.
func ByStatus(status int) Decision {
	switch status {
	case 401:
		return failure(catalog.TokenExpired, catalog.AfterRefresh)
	case 402:
		return failure(catalog.OperationFailed, catalog.Never)
	case 403, 451:
		return failure(catalog.PermissionDenied, catalog.Never)
	case 404, 410:
		return failure(catalog.NotFound, catalog.Never)
	case 409:
		return failure(catalog.Conflict, catalog.Never)
	case 429:
		return failure(catalog.RateLimited, catalog.RateLimit)
	case 501:
		return failure(catalog.Unsupported, catalog.Never)
	case 502, 503:
		return failure(catalog.AggregatorUnavailable, catalog.BackoffShort)
	case 408, 504:
		return failure(catalog.AggregatorTimeout, catalog.BackoffShort)
	}
	switch status / 100 {
	case 2:
		return ok
	case 4:
		return failure(catalog.InvalidRequest, catalog.Never)
	case 5:
		return failure(catalog.AggregatorInternal, catalog.BackoffShort)
	}
	return failure(catalog.Unclassified, catalog.Never)
}

func basiq(status int, code, detail string) Decision {
	if status >= 500 {
		return ByStatus(status)
	}
	switch code {
	case "invalid-content", "parameter-not-supplied", "unsupported-accept", "unsupported-content-type", "request-not-valid":
		return failure(catalog.InvalidRequest, catalog.Never)
	case "parameter-not-valid":
		if status == 404 {
			return failure(catalog.AppCredentialsInvalid, catalog.Never)
		}
		return failure(catalog.InvalidRequest, catalog.Never)
	case "access-denied":
		if strings.Contains(detail, "disabled") && !strings.Contains(detail, "expired") {
			return failure(catalog.PermissionDenied, catalog.Never)
		}
		return failure(catalog.TokenExpired, catalog.AfterRefresh)
	case "invalid-authorization-token":
		return failure(catalog.TokenExpired, catalog.AfterRefresh)
	case "unauthorized-access", "unauthorised-access", "forbidden-access":
		return failure(catalog.PermissionDenied, catalog.Never)
	case "resource-not-found", "resource-no-longer-available":
		return failure(catalog.NotFound, catalog.Never)
	case "event-already-subscribed", "resource-already-exists":
		return failure(catalog.Conflict, catalog.Never)
	case "institution-not-supported":
		return failure(catalog.Unsupported, catalog.Never)
	}
	return ByStatus(status)
}

func basiqStep(s *BasiqStep) Decision {
	switch s.Result.Code {
	case "invalid-credentials":
		if s.Title == "mfa-challenge" {
			return failure(catalog.MFARequired, catalog.AfterUser)
		}
		return failure(catalog.UserCredentialsInvalid, catalog.AfterUser)
	case "authorization-failed":
		return failure(catalog.ConsentRequired, catalog.AfterUser)
	case "account-not-accessible-requires-user-action", "user-action-required":
		return failure(catalog.UserActionRequired, catalog.AfterUser)
	case "service-unavailable", "system-unavailable", "maintenance", "institution-not-available":
		return failure(catalog.InstitutionUnavailable, catalog.BackoffLong)
	case "job-timed-out":
		return failure(catalog.InstitutionTimeout, catalog.BackoffMedium)
	}
	return declined
}

func synapse(in Input, code string) Decision {
	switch code {
	case "100":
		return failure(catalog.AppCredentialsInvalid, catalog.Never)
	case "110":
		if in.Operation == catalog.Login || in.Operation == catalog.Sync {
			return failure(catalog.UserCredentialsInvalid, catalog.AfterUser)
		}
		return failure(catalog.TokenExpired, catalog.AfterRefresh)
	case "120":
		return failure(catalog.MFARequired, catalog.AfterUser)
	case "200":
		return failure(catalog.InvalidRequest, catalog.Never)
	case "300":
		return failure(catalog.PermissionDenied, catalog.Never)
	case "400":
		return failure(catalog.UserInputInvalid, catalog.AfterUser)
	case "404":
		return failure(catalog.NotFound, catalog.Never)
	case "410":
		return failure(catalog.Unsupported, catalog.Never)
	case "429":
		return failure(catalog.RateLimited, catalog.RateLimit)
	case "450":
		return failure(catalog.Conflict, catalog.Never)
	case "460":
		return declined
	}
	return ByStatus(in.Status)
}

func trueLayer(status int, code, detail string) Decision {
	switch code {
	case "unauthenticated":
		if strings.Contains(detail, "signature") {
			return failure(catalog.AppCredentialsInvalid, catalog.Never)
		}
		return failure(catalog.TokenExpired, catalog.AfterRefresh)
	case "unauthorized", "invalid_token":
		return failure(catalog.TokenExpired, catalog.AfterRefresh)
	case "invalid_client", "unauthorized_client", "invalid_credentials_key":
		return failure(catalog.AppCredentialsInvalid, catalog.Never)
	case "invalid_grant", "access_denied":
		return failure(catalog.ConsentRequired, catalog.AfterUser)
	case "sca_exceeded":
		return failure(catalog.MFARequired, catalog.AfterUser)
	case "validation_error", "invalid_request", "invalid_scope", "invalid_date_range", "invalid-parameters":
		return failure(catalog.InvalidRequest, catalog.Never)
	case "not-found", "account_not_found":
		return failure(catalog.NotFound, catalog.Never)
	case "provider_too_many_requests":
		return failure(catalog.InstitutionRateLimited, catalog.RateLimit)
	case "provider_request_limit_exceeded", "unattended_calls_limit_exceeded":
		return failure(catalog.InstitutionRateLimited, catalog.Quota)
	case "provider_error", "temporarily_unavailable", "provider-error":
		return failure(catalog.InstitutionUnavailable, catalog.BackoffLong)
	case "provider_timeout":
		return failure(catalog.InstitutionTimeout, catalog.BackoffMedium)
	case "endpoint_not_supported", "deprecated_provider":
		return failure(catalog.Unsupported, catalog.Never)
	}
	return ByStatus(status)
}

func trueLayerFailure(reason string) Decision {
	switch reason {
	case "insufficient_funds", "invalid_sort_code", "account_not_valid", "verification_name_mismatch":
		return failure(catalog.UserInputInvalid, catalog.AfterUser)
	case "authorization_failed", "expired", "revoked":
		return failure(catalog.ConsentRequired, catalog.AfterUser)
	case "provider_error", "scheme_error":
		return failure(catalog.InstitutionUnavailable, catalog.Never)
	case "internal_server_error", "server_error":
		return failure(catalog.AggregatorInternal, catalog.Never)
	}
	return declined
}

func mx(status, code int) Decision {
	switch code {
	case 4001, 4002:
		return failure(catalog.InvalidRequest, catalog.Never)
	case 4003:
		return failure(catalog.UserInputInvalid, catalog.AfterUser)
	case 4011:
		return failure(catalog.TokenExpired, catalog.AfterRefresh)
	case 4220:
		return failure(catalog.Conflict, catalog.Never)
	}
	return ByStatus(status)
}

// mxMember decides by a member's error. No eligible account is one only where
// an account is being verified.
func mxMember(code int, connection string, op catalog.Operation) Decision {
	switch code {
	case 1000, 1001:
		if connection == "CONNECTED" && op != catalog.Verify {
			return ok
		}
		return failure(catalog.NoEligibleAccount, catalog.Never)
	case 1002, 2004:
		return failure(catalog.ConsentRequired, catalog.AfterUser)
	case 2001, 2002, 2003:
		return failure(catalog.MFARequired, catalog.AfterUser)
	case 2005:
		return failure(catalog.UserCredentialsInvalid, catalog.AfterUser)
	case 3000, 3001, 3002:
		return failure(catalog.InstitutionUnavailable, catalog.BackoffLong)
	}
	return mxConnection(connection)
}

func mxConnection(status string) Decision {
	switch status {
	case "DENIED", "PREVENTED", "IMPAIRED", "IMPORTED":
		return failure(catalog.UserCredentialsInvalid, catalog.AfterUser)
	case "CHALLENGED", "UPDATED", "RESUMED", "PENDING", "DELAYED":
		return polling
	case "EXPIRED", "REJECTED":
		return failure(catalog.MFARequired, catalog.AfterUser)
	case "LOCKED", "IMPEDED":
		return failure(catalog.UserActionRequired, catalog.AfterUser)
	case "DEGRADED", "DISCONNECTED", "FAILED":
		return failure(catalog.InstitutionUnavailable, catalog.BackoffLong)
	case "DISABLED":
		return failure(catalog.PermissionDenied, catalog.Never)
	case "DISCONTINUED":
		return failure(catalog.Unsupported, catalog.Never)
	case "CLOSED":
		return declined
	}
	return ok
}
