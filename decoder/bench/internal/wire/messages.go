package wire

// The tag's option nocopy is easyjson's: strings alias the body. The other
// libraries ignore it.

// BasiqErrors is Basiq's list of errors.
//
//easyjson:json
type BasiqErrors struct {
	CorrelationID string       `json:"correlationId,nocopy"`
	Data          []BasiqError `json:"data"`
}

// BasiqError is one error of Basiq, in a list or bare.
//
//easyjson:json
type BasiqError struct {
	Code   string      `json:"code,nocopy"`
	Title  string      `json:"title,nocopy"`
	Detail string      `json:"detail,nocopy"`
	Source BasiqSource `json:"source"`
}

// BasiqSource names what a Basiq error is about.
type BasiqSource struct {
	Pointer   string `json:"pointer,nocopy"`
	Parameter string `json:"parameter,nocopy"`
}

// BasiqJob is a job of Basiq: its failures hide in the steps.
//
//easyjson:json
type BasiqJob struct {
	Steps []BasiqStep `json:"steps"`
}

// BasiqStep is a step of a job.
type BasiqStep struct {
	Title  string      `json:"title,nocopy"`
	Status string      `json:"status,nocopy"`
	Result BasiqResult `json:"result"`
}

// BasiqResult is what a step came to.
type BasiqResult struct {
	Code   string `json:"code,nocopy"`
	Title  string `json:"title,nocopy"`
	Detail string `json:"detail,nocopy"`
}

// BasiqList is a list of resources, which is fine unless errors are among them.
//
//easyjson:json
type BasiqList struct {
	Data []BasiqResource `json:"data"`
}

// BasiqResource is as much of a resource as tells it from an error.
type BasiqResource struct {
	Type string `json:"type,nocopy"`
	Code string `json:"code,nocopy"`
}

// Synapse is an error or a pending answer of SynapseFI.
//
//easyjson:json
type Synapse struct {
	ErrorCode string      `json:"error_code,nocopy"`
	Success   bool        `json:"success"`
	Error     SynapseText `json:"error"`
	MFA       SynapseMFA  `json:"mfa"`
}

// SynapseText is a text by language.
type SynapseText struct {
	En string `json:"en,nocopy"`
}

// SynapseMFA is the question that the bank asks.
type SynapseMFA struct {
	Message string `json:"message,nocopy"`
}

// TrueLayerProblem is a problem document of TrueLayer; its type ends in the code.
//
//easyjson:json
type TrueLayerProblem struct {
	Type    string `json:"type,nocopy"`
	Title   string `json:"title,nocopy"`
	Detail  string `json:"detail,nocopy"`
	TraceID string `json:"trace_id,nocopy"`
}

// TrueLayerError is an error of TrueLayer's older APIs.
//
//easyjson:json
type TrueLayerError struct {
	Error            string `json:"error,nocopy"`
	ErrorDescription string `json:"error_description,nocopy"`
}

// TrueLayerResource is a payment or its like, which may have failed.
//
//easyjson:json
type TrueLayerResource struct {
	Status        string `json:"status,nocopy"`
	FailureReason string `json:"failure_reason,nocopy"`
}

// MXError is an error of MX with a number.
//
//easyjson:json
type MXError struct {
	Code    int    `json:"code"`
	Message string `json:"message,nocopy"`
}

// MXSSO is an error of MX's single sign-on: a text and nothing else.
//
//easyjson:json
type MXSSO struct {
	Error string `json:"error,nocopy"`
}

// MXMember is a member of MX with the state of its connection.
//
//easyjson:json
type MXMember struct {
	Member MXMemberState `json:"member"`
}

// MXMemberState is the inside of an MXMember.
type MXMemberState struct {
	ConnectionStatus string        `json:"connection_status,nocopy"`
	Error            MXMemberError `json:"error"`
}

// MXMemberError is why a member does not work.
type MXMemberError struct {
	ErrorCode    int    `json:"error_code"`
	ErrorMessage string `json:"error_message,nocopy"`
}

// MXResource is a record of MX; under a 409, the one that exists already.
//
//easyjson:json
type MXResource struct {
	GUID string `json:"guid,nocopy"`
}

// Gateway is the bare message of an API gateway.
//
//easyjson:json
type Gateway struct {
	Message string `json:"message,nocopy"`
}

// Problem is a problem document (RFC 9457) of nobody in particular.
//
//easyjson:json
type Problem struct {
	Title  string `json:"title,nocopy"`
	Detail string `json:"detail,nocopy"`
}
