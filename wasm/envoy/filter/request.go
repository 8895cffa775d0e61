package filter

import "github.com/finfault/finfault/wasm/envoy/config"

// keys are the headers in which requests carry an idempotency key.
var keys = [...]string{"idempotency-key", "x-idempotency-key", "x-sp-idempotency-key"}

// RequestHeaders looks at a request. It never holds one back.
func (f *Filter) RequestHeaders(id uint32) Action {
	at := f.placeOf(id)
	if at == nil {
		return Continue
	}
	p := f.provider(at)
	if p == nil {
		return Continue
	}
	method, _ := f.host.RequestHeader(":method")
	if string(method) == "CONNECT" {
		return Continue // a tunnel, in which there are no responses
	}
	path, _ := f.host.RequestHeader(":path")
	s := f.take(id)
	s.place, s.phase, s.provider = at, waiting, p.ID
	s.operation, s.success = p.Operation(method, path), p.Success(path)
	s.head = string(method) == "HEAD"
	s.idempotent = config.Safe(method) || f.hasKey()
	return Continue
}

// provider returns whom a request goes to, nil when it is nobody configured.
func (f *Filter) provider(at *place) *config.Provider {
	if host, ok := f.host.RequestHeader(":authority"); ok {
		if p := at.ByHost(host); p != nil {
			return p
		}
	}
	if at.HasClusters() {
		for _, property := range [...]string{"cluster_name", "xds\x00cluster_name"} {
			if name, ok := f.host.Property(property); ok {
				return at.ByCluster(name)
			}
		}
	}
	return nil
}

func (f *Filter) hasKey() bool {
	for _, name := range keys {
		if value, ok := f.host.RequestHeader(name); ok && len(value) > 0 {
			return true
		}
	}
	return false
}
