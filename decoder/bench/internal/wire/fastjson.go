package wire

import (
	"unsafe"

	"github.com/valyala/fastjson"
)

// alias returns the bytes as a string without copying them.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (m *BasiqErrors) ReadFastjson(v *fastjson.Value) {
	m.CorrelationID = alias(v.GetStringBytes("correlationId"))
	for _, item := range v.GetArray("data") {
		m.Data = append(m.Data, BasiqError{})
		m.Data[len(m.Data)-1].ReadFastjson(item)
	}
}

func (m *BasiqError) ReadFastjson(v *fastjson.Value) {
	m.Code = alias(v.GetStringBytes("code"))
	m.Title = alias(v.GetStringBytes("title"))
	m.Detail = alias(v.GetStringBytes("detail"))
	if source := v.Get("source"); source != nil {
		m.Source.Pointer = alias(source.GetStringBytes("pointer"))
		m.Source.Parameter = alias(source.GetStringBytes("parameter"))
	}
}

func (m *BasiqJob) ReadFastjson(v *fastjson.Value) {
	for _, step := range v.GetArray("steps") {
		s := BasiqStep{Title: alias(step.GetStringBytes("title")), Status: alias(step.GetStringBytes("status"))}
		if result := step.Get("result"); result != nil {
			s.Result.Code = alias(result.GetStringBytes("code"))
			s.Result.Title = alias(result.GetStringBytes("title"))
			s.Result.Detail = alias(result.GetStringBytes("detail"))
		}
		m.Steps = append(m.Steps, s)
	}
}

func (m *BasiqList) ReadFastjson(v *fastjson.Value) {
	for _, r := range v.GetArray("data") {
		m.Data = append(m.Data, BasiqResource{Type: alias(r.GetStringBytes("type")), Code: alias(r.GetStringBytes("code"))})
	}
}

func (m *Synapse) ReadFastjson(v *fastjson.Value) {
	m.ErrorCode = alias(v.GetStringBytes("error_code"))
	m.Success = v.GetBool("success")
	m.Error.En = alias(v.GetStringBytes("error", "en"))
	m.MFA.Message = alias(v.GetStringBytes("mfa", "message"))
}

func (m *TrueLayerProblem) ReadFastjson(v *fastjson.Value) {
	m.Type = alias(v.GetStringBytes("type"))
	m.Title = alias(v.GetStringBytes("title"))
	m.Detail = alias(v.GetStringBytes("detail"))
	m.TraceID = alias(v.GetStringBytes("trace_id"))
}

func (m *TrueLayerError) ReadFastjson(v *fastjson.Value) {
	m.Error = alias(v.GetStringBytes("error"))
	m.ErrorDescription = alias(v.GetStringBytes("error_description"))
}

func (m *TrueLayerResource) ReadFastjson(v *fastjson.Value) {
	m.Status = alias(v.GetStringBytes("status"))
	m.FailureReason = alias(v.GetStringBytes("failure_reason"))
}

func (m *MXError) ReadFastjson(v *fastjson.Value) {
	m.Code = v.GetInt("code")
	m.Message = alias(v.GetStringBytes("message"))
}

func (m *MXSSO) ReadFastjson(v *fastjson.Value) { m.Error = alias(v.GetStringBytes("error")) }

func (m *MXMember) ReadFastjson(v *fastjson.Value) {
	member := v.Get("member")
	if member == nil {
		return
	}
	m.Member.ConnectionStatus = alias(member.GetStringBytes("connection_status"))
	if e := member.Get("error"); e != nil {
		m.Member.Error.ErrorCode = e.GetInt("error_code")
		m.Member.Error.ErrorMessage = alias(e.GetStringBytes("error_message"))
	}
}

func (m *MXResource) ReadFastjson(v *fastjson.Value) { m.GUID = alias(v.GetStringBytes("guid")) }

func (m *Gateway) ReadFastjson(v *fastjson.Value) { m.Message = alias(v.GetStringBytes("message")) }

func (m *Problem) ReadFastjson(v *fastjson.Value) {
	m.Title = alias(v.GetStringBytes("title"))
	m.Detail = alias(v.GetStringBytes("detail"))
}
