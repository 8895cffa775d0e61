package config

import "strconv"

// statusWords is how many words hold a bit for each status up to 639.
const statusWords = 10

// Classifies reports whether answers with a status are classified whatever
// their path.
func (c *Config) Classifies(status int) bool {
	word := uint(status) >> 6
	return word < statusWords && c.statuses[word]>>(uint(status)&63)&1 == 1
}

// addStatus adds a number, or a class such as "4xx".
func (c *Config) addStatus(v *value) {
	first, n := 0, 1
	if v.kind == text {
		first, n = int(v.text[0]-'0')*100, 100
	} else {
		first, _ = strconv.Atoi(v.text) // checked
	}
	for status := first; status < first+n; status++ {
		c.statuses[status>>6] |= 1 << (status & 63)
	}
}
