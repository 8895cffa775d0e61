package config

// host is a pattern and the number of the provider that it belongs to.
type host struct {
	// name is in small letters, and begins with a dot where it is a suffix.
	name     string
	provider int
}

// addHost adds a pattern; false when it is there already.
func (c *Config) addHost(pattern string, provider int) bool {
	if pattern[0] == '*' {
		pattern = pattern[1:]
	}
	name := make([]byte, len(pattern))
	for i := range name {
		name[i] = lower(pattern[i])
	}
	for i := range c.byHost {
		if c.byHost[i].name == string(name) {
			return false
		}
	}
	c.byHost = append(c.byHost, host{string(name), provider})
	return true
}

// sortHosts puts exact names in front of suffixes, and long suffixes in front
// of short ones: the first that fits is the right one.
func (c *Config) sortHosts() {
	list := c.byHost
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].before(list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

func (h host) isSuffix() bool { return h.name[0] == '.' }

func (h host) before(other host) bool {
	if h.isSuffix() != other.isSuffix() {
		return other.isSuffix()
	}
	return len(h.name) > len(other.name)
}

// ByHost returns the provider of an :authority, nil when there is none.
func (c *Config) ByHost(authority []byte) *Provider {
	name := withoutPort(authority)
	for i := range c.byHost {
		h := &c.byHost[i]
		end := name
		if h.isSuffix() {
			if len(name) <= len(h.name) {
				continue
			}
			end = name[len(name)-len(h.name):]
		}
		if equalFold(end, h.name) {
			return &c.Providers[h.provider]
		}
	}
	return nil
}

// withoutPort cuts a port off, and the dot of a name that is given in full.
func withoutPort(authority []byte) []byte {
	name := authority
	for i := len(name) - 1; i > 0 && (isDigit(name[i]) || name[i] == ':'); i-- {
		if name[i] == ':' {
			name = name[:i]
			break
		}
	}
	if n := len(name); n > 0 && name[n-1] == '.' {
		name = name[:n-1]
	}
	return name
}

// HasClusters reports whether ByCluster can find anything.
func (c *Config) HasClusters() bool { return c.clusters }

// ByCluster returns the provider of a cluster, nil when there is none.
func (c *Config) ByCluster(name []byte) *Provider {
	for i := range c.Providers {
		for _, cluster := range c.Providers[i].clusters {
			if cluster == string(name) {
				return &c.Providers[i]
			}
		}
	}
	return nil
}

// equalFold reports whether b is s, which is in small letters.
func equalFold(b []byte, s string) bool {
	if len(b) != len(s) {
		return false
	}
	for i := range len(s) {
		if lower(b[i]) != s[i] {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if isCapital(c) {
		return c + 'a' - 'A'
	}
	return c
}
