package wire

import "github.com/tidwall/gjson"

// Members are visited in one pass (ForEach), which was faster than a Get for
// each of them wherever more than one is wanted.

func (m *BasiqErrors) ReadGJSON(body string) {
	gjson.Parse(body).ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "correlationId":
			m.CorrelationID = v.Str
		case "data":
			v.ForEach(func(_, item gjson.Result) bool {
				m.Data = append(m.Data, BasiqError{})
				m.Data[len(m.Data)-1].readGJSON(item)
				return true
			})
		}
		return true
	})
}

func (m *BasiqError) ReadGJSON(body string) { m.readGJSON(gjson.Parse(body)) }

func (m *BasiqError) readGJSON(item gjson.Result) {
	item.ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "code":
			m.Code = v.Str
		case "title":
			m.Title = v.Str
		case "detail":
			m.Detail = v.Str
		case "source":
			m.Source.readGJSON(v)
		}
		return true
	})
}

func (m *BasiqSource) readGJSON(source gjson.Result) {
	source.ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "pointer":
			m.Pointer = v.Str
		case "parameter":
			m.Parameter = v.Str
		}
		return true
	})
}

func (m *BasiqJob) ReadGJSON(body string) {
	gjson.Get(body, "steps").ForEach(func(_, step gjson.Result) bool {
		m.Steps = append(m.Steps, BasiqStep{})
		m.Steps[len(m.Steps)-1].readGJSON(step)
		return true
	})
}

func (m *BasiqStep) readGJSON(step gjson.Result) {
	step.ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "title":
			m.Title = v.Str
		case "status":
			m.Status = v.Str
		case "result":
			m.Result.readGJSON(v)
		}
		return true
	})
}

func (m *BasiqResult) readGJSON(result gjson.Result) {
	if !result.IsObject() {
		return
	}
	result.ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "code":
			m.Code = v.Str
		case "title":
			m.Title = v.Str
		case "detail":
			m.Detail = v.Str
		}
		return true
	})
}

func (m *BasiqList) ReadGJSON(body string) {
	gjson.Get(body, "data").ForEach(func(_, r gjson.Result) bool {
		m.Data = append(m.Data, BasiqResource{Type: r.Get("type").Str, Code: r.Get("code").Str})
		return true
	})
}

func (m *Synapse) ReadGJSON(body string) {
	gjson.Parse(body).ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "error_code":
			m.ErrorCode = v.Str
		case "success":
			m.Success = v.Type == gjson.True
		case "error":
			m.Error.En = v.Get("en").Str
		case "mfa":
			m.MFA.Message = v.Get("message").Str
		}
		return true
	})
}

func (m *TrueLayerProblem) ReadGJSON(body string) {
	gjson.Parse(body).ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "type":
			m.Type = v.Str
		case "title":
			m.Title = v.Str
		case "detail":
			m.Detail = v.Str
		case "trace_id":
			m.TraceID = v.Str
		}
		return true
	})
}

func (m *TrueLayerError) ReadGJSON(body string) {
	gjson.Parse(body).ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "error":
			m.Error = v.Str
		case "error_description":
			m.ErrorDescription = v.Str
		}
		return true
	})
}

func (m *TrueLayerResource) ReadGJSON(body string) {
	gjson.Parse(body).ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "status":
			m.Status = v.Str
		case "failure_reason":
			m.FailureReason = v.Str
		}
		return true
	})
}

func (m *MXError) ReadGJSON(body string) {
	gjson.Parse(body).ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "code":
			m.Code = int(v.Num)
		case "message":
			m.Message = v.Str
		}
		return true
	})
}

func (m *MXSSO) ReadGJSON(body string) { m.Error = gjson.Get(body, "error").Str }

func (m *MXMember) ReadGJSON(body string) {
	gjson.Get(body, "member").ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "connection_status":
			m.Member.ConnectionStatus = v.Str
		case "error":
			m.Member.Error.readGJSON(v)
		}
		return true
	})
}

func (m *MXMemberError) readGJSON(e gjson.Result) {
	e.ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "error_code":
			m.ErrorCode = int(v.Num)
		case "error_message":
			m.ErrorMessage = v.Str
		}
		return true
	})
}

func (m *MXResource) ReadGJSON(body string) { m.GUID = gjson.Get(body, "guid").Str }

func (m *Gateway) ReadGJSON(body string) { m.Message = gjson.Get(body, "message").Str }

func (m *Problem) ReadGJSON(body string) {
	gjson.Parse(body).ForEach(func(key, v gjson.Result) bool {
		switch key.Str {
		case "title":
			m.Title = v.Str
		case "detail":
			m.Detail = v.Str
		}
		return true
	})
}
