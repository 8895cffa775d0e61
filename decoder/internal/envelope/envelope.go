// Package envelope is the union of what the four providers send: one struct
// into which any of their bodies is read in one pass. easyjson generates the
// reading (envelope_easyjson.go); members that come in several JSON types are
// types of their own, see text.go and parts.go.
package envelope

//go:generate go run ../gen

// Envelope holds the members of a body, of whichever provider. A member that
// the body does not have is Absent. The zero value is ready to be read into;
// clear it with [Envelope.Reset] before it is read into again.
//
// The shape numbers are those of the wire formats: B for Basiq, S for Synapse,
// T for TrueLayer, M for MX.
//
//easyjson:json
type Envelope struct {
	Item // B2 bare error, B3 job; T3 type, title, status, detail
	Scalars

	Data         Items        `json:"data"`          // B1, B4
	Error        Fault        `json:"error"`         // S1, S4, S6; T1, T2, T6; M1, M4
	Message      Localized    `json:"message"`       // S3; M2, M3; gateways
	MFA          Challenge    `json:"mfa"`           // S2
	Member       Member       `json:"member"`        // M7
	MicroDeposit MicroDeposit `json:"micro_deposit"` // M10
}

// Scalars are the members of an envelope that are small.
type Scalars struct {
	CorrelationID Text `json:"correlationId"` // B1
	Size          Seen `json:"size"`          // B4

	ErrorCode Text `json:"error_code"` // S1
	HTTPCode  Text `json:"http_code"`  // S1
	Success   Text `json:"success"`    // S1
	Reason    Text `json:"reason"`     // S7

	TraceID          Text   `json:"trace_id"`          // T3
	Errors           Fields `json:"errors"`            // T3
	ErrorDescription Text   `json:"error_description"` // T2
	ErrorDetails     Fields `json:"error_details"`     // T2
	FailureReason    Text   `json:"failure_reason"`    // T5
	FailureStage     Seen   `json:"failure_stage"`     // T5
	CredentialsID    Seen   `json:"credentials_id"`    // T6
	TaskID           Seen   `json:"task_id"`           // T6
	Results          Seen   `json:"results"`           // Data API success

	Connection   Text `json:"connection_status"`         // M7 at top level (webhook)
	StatusText   Text `json:"connection_status_message"` // M7
	Aggregating  Text `json:"is_being_aggregated"`       // M7
	GUID         Text `json:"guid"`                      // M5
	ErrorTitle   Text `json:"error_title"`               // M9
	ErrorMessage Text `json:"error_message"`             // M9
	Pagination   Seen `json:"pagination"`                // MX lists
	User         Seen `json:"user"`                      // MX resources
	Account      Seen `json:"account"`

	AWSMessage Text `json:"Message"` // API Gateway, authorizer's explicit deny
}

// Item is an element of Basiq's data: an error, a job or a resource.
//
//easyjson:json
type Item struct {
	Type    Text   `json:"type"`
	ID      Seen   `json:"id"`
	Code    Text   `json:"code"`
	Title   Text   `json:"title"`
	Detail  Text   `json:"detail"`
	Details Text   `json:"details"`
	Source  Source `json:"source"`

	Status      Text  `json:"status"`
	Created     Text  `json:"created"`
	Updated     Text  `json:"updated"`
	CreatedDate Text  `json:"createdDate"`
	UpdatedDate Text  `json:"updatedDate"`
	Steps       Steps `json:"steps"`
}

// Step is a step of a Basiq job.
//
//easyjson:json
type Step struct {
	Title  Text   `json:"title"`
	Status Text   `json:"status"`
	Result Result `json:"result"`
}

// Result is what a step came to: an object, or in older examples an array of
// one. Kind is that of the member itself.
type Result struct {
	Kind    Kind   `json:"-"`
	Type    Text   `json:"type"`
	Code    Text   `json:"code"`
	Title   Text   `json:"title"`
	Detail  Text   `json:"detail"`
	Details Text   `json:"details"`
	Source  Source `json:"source"`
}

// Reset clears the envelope and keeps the memory of its lists. Most bodies
// have few of the larger members, so those are cleared only where they are set.
func (e *Envelope) Reset() {
	e.Item.reset()
	e.Scalars = Scalars{}
	e.Data.Kind, e.Data.List, e.Data.Others, e.Data.told = Absent, e.Data.List[:0], 0, false
	if e.Error.Kind != Absent {
		e.Error = Fault{}
	}
	if e.Message.Kind != Absent {
		e.Message = Localized{}
	}
	if e.MFA.Kind != Absent {
		e.MFA = Challenge{}
	}
	if e.Member.Kind != Absent {
		e.Member = Member{}
	}
	if e.MicroDeposit.Kind != Absent {
		e.MicroDeposit = MicroDeposit{}
	}
}

// reset clears the item and keeps the memory of its steps.
func (i *Item) reset() {
	steps := i.Steps.List
	*i = Item{}
	i.Steps.List = steps[:0]
}
