package wire

import (
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/mailru/easyjson"
	"github.com/valyala/fastjson"
)

// Message is a body of one shape: how each library reads it, and what is
// decided from it. It is read into again and again, as a pool would have it.
type Message interface {
	easyjson.Unmarshaler
	// Reset clears the message and keeps the memory of its lists.
	Reset()
	// ReadFastjson, ReadJSONParser and ReadGJSON pick the members by path.
	// Strings alias the body or the parser.
	ReadFastjson(v *fastjson.Value)
	ReadJSONParser(body []byte) error
	ReadGJSON(body string)
	// Decide is the hand-written switch.
	Decide(in Input) Decision
	// Answer is what the message says besides.
	Answer() Answer
}

// Input is what the application knows about an answer besides its body.
type Input struct {
	Provider  catalog.Provider
	Status    int
	Operation catalog.Operation
}

// Decision is what the switch comes to.
type Decision struct {
	Outcome  catalog.Outcome
	Category catalog.Category
	Policy   catalog.Policy
}

// Answer is what is read from a body. Source is left empty where the structs
// do not read it.
type Answer struct {
	Code, Title, Detail, TraceID, Source string
}

// New returns an empty message of a shape, or nil for a shape that has none.
func New(shape catalog.Shape) Message {
	switch shape {
	case catalog.ShapeBasiqErrors:
		return new(BasiqErrors)
	case catalog.ShapeBasiqError:
		return new(BasiqError)
	case catalog.ShapeBasiqJob:
		return new(BasiqJob)
	case catalog.ShapeBasiqResource:
		return new(BasiqList)
	case catalog.ShapeSynapse:
		return new(Synapse)
	case catalog.ShapeTrueLayerProblem:
		return new(TrueLayerProblem)
	case catalog.ShapeTrueLayerError:
		return new(TrueLayerError)
	case catalog.ShapeTrueLayerResource:
		return new(TrueLayerResource)
	case catalog.ShapeMXError:
		return new(MXError)
	case catalog.ShapeMXSSO:
		return new(MXSSO)
	case catalog.ShapeMXMember:
		return new(MXMember)
	case catalog.ShapeMXResource:
		return new(MXResource)
	case catalog.ShapeGateway:
		return new(Gateway)
	case catalog.ShapeProblem:
		return new(Problem)
	}
	return nil
}

// Reset clears the list too: encoding/json merges into elements that it finds.
func (m *BasiqErrors) Reset() {
	clear(m.Data)
	*m = BasiqErrors{Data: m.Data[:0]}
}

// Reset clears the list too: encoding/json merges into elements that it finds.
func (m *BasiqJob) Reset() {
	clear(m.Steps)
	m.Steps = m.Steps[:0]
}

// Reset clears the list too: encoding/json merges into elements that it finds.
func (m *BasiqList) Reset() {
	clear(m.Data)
	m.Data = m.Data[:0]
}

func (m *BasiqError) Reset()        { *m = BasiqError{} }
func (m *Synapse) Reset()           { *m = Synapse{} }
func (m *TrueLayerProblem) Reset()  { *m = TrueLayerProblem{} }
func (m *TrueLayerError) Reset()    { *m = TrueLayerError{} }
func (m *TrueLayerResource) Reset() { *m = TrueLayerResource{} }
func (m *MXError) Reset()           { *m = MXError{} }
func (m *MXSSO) Reset()             { *m = MXSSO{} }
func (m *MXMember) Reset()          { *m = MXMember{} }
func (m *MXResource) Reset()        { *m = MXResource{} }
func (m *Gateway) Reset()           { *m = Gateway{} }
func (m *Problem) Reset()           { *m = Problem{} }

// Answer is that of the first error.
func (m *BasiqErrors) Answer() Answer {
	if len(m.Data) == 0 {
		return Answer{TraceID: m.CorrelationID}
	}
	a := m.Data[0].Answer()
	a.TraceID = m.CorrelationID
	return a
}

func (m *BasiqError) Answer() Answer {
	a := Answer{Code: m.Code, Title: m.Title, Detail: m.Detail, Source: m.Source.Pointer}
	if a.Source == "" {
		a.Source = m.Source.Parameter
	}
	return a
}

// Answer is that of the first step that failed.
func (m *BasiqJob) Answer() Answer {
	if s := m.failed(); s != nil {
		return Answer{Code: s.Result.Code, Title: s.Result.Title, Detail: s.Result.Detail}
	}
	return Answer{}
}

func (m *BasiqList) Answer() Answer { return Answer{} }

func (m *Synapse) Answer() Answer {
	if m.Error.En == "" {
		return Answer{Code: m.ErrorCode, Detail: m.MFA.Message}
	}
	return Answer{Code: m.ErrorCode, Detail: m.Error.En}
}

func (m *TrueLayerProblem) Answer() Answer {
	return Answer{Code: m.code(), Title: m.Title, Detail: m.Detail, TraceID: m.TraceID}
}

// code is the fragment of the type.
func (m *TrueLayerProblem) code() string {
	return m.Type[strings.LastIndexByte(m.Type, '#')+1:]
}

func (m *TrueLayerError) Answer() Answer {
	return Answer{Code: m.Error, Detail: m.ErrorDescription}
}

func (m *TrueLayerResource) Answer() Answer { return Answer{Code: m.FailureReason} }

func (m *MXError) Answer() Answer {
	return Answer{Code: strconv.Itoa(m.Code), Detail: m.Message}
}

func (m *MXSSO) Answer() Answer { return Answer{Detail: m.Error} }

func (m *MXMember) Answer() Answer {
	return Answer{Code: strconv.Itoa(m.Member.Error.ErrorCode), Detail: m.Member.Error.ErrorMessage}
}

func (m *MXResource) Answer() Answer { return Answer{} }
func (m *Gateway) Answer() Answer    { return Answer{Detail: m.Message} }
func (m *Problem) Answer() Answer    { return Answer{Title: m.Title, Detail: m.Detail} }
