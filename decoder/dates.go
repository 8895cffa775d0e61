package decoder

// Dates are read without package time, which would bring a clock and its
// weight into every WebAssembly module.

const (
	secondMs = int64(1000)
	dayMs    = 24 * 60 * 60 * secondMs
)

// days returns the days from 1970-01-01 to a date of the Gregorian calendar.
func days(year, month, day int64) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	year += 400 // the calendar repeats; this keeps year 0 from counting below zero
	era := year / 400
	yearOfEra := year - era*400
	dayOfYear := (153*(month-3)+2)/5 + day - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468 - 146097
}

func validDate(year, month, day int64) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	length := [...]int64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		length = 29
	}
	return day <= length
}

// scanner reads a date from left to right.
type scanner struct {
	s  string
	ok bool
}

// digits reads exactly n digits.
func (c *scanner) digits(n int) int64 {
	if len(c.s) < n {
		c.ok = false
		return 0
	}
	v, ok := number(c.s[:n], 1<<31)
	c.ok = c.ok && ok
	c.s = c.s[n:]
	return v
}

// literal reads one of the bytes of set.
func (c *scanner) literal(set string) byte {
	if c.s == "" || indexByte(set, c.s[0]) < 0 {
		c.ok = false
		return 0
	}
	b := c.s[0]
	c.s = c.s[1:]
	return b
}

// word reads letters.
func (c *scanner) word() string {
	n := 0
	for n < len(c.s) && isLetter(c.s[n]) {
		n++
	}
	w := c.s[:n]
	c.s = c.s[n:]
	return w
}

// month reads a month's English abbreviation.
func (c *scanner) month() int64 {
	w := c.word()
	for i, name := range [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		if equalFold(w, name) {
			return int64(i + 1)
		}
	}
	c.ok = false
	return 0
}

// clock reads hh:mm:ss as milliseconds.
func (c *scanner) clock() int64 {
	h := c.digits(2)
	c.literal(":")
	m := c.digits(2)
	c.literal(":")
	s := c.digits(2)
	c.ok = c.ok && h < 24 && m < 60 && s <= 60
	return ((h*60+m)*60 + s) * secondMs
}

// parseTimestamp reads an RFC 3339 timestamp as milliseconds since 1970; one
// without a zone counts as UTC.
func parseTimestamp(s string) (int64, bool) {
	c := scanner{trim(s), true}
	year := c.digits(4)
	c.literal("-")
	month := c.digits(2)
	c.literal("-")
	day := c.digits(2)
	c.literal("Tt ")
	ms := c.clock()
	if c.ok && c.s != "" && (c.s[0] == '.' || c.s[0] == ',') {
		ms += c.fraction()
	}
	ms -= c.zone()
	if !c.ok || c.s != "" || !validDate(year, month, day) {
		return 0, false
	}
	return days(year, month, day)*dayMs + ms, true
}

// fraction reads a decimal fraction of a second as milliseconds.
func (c *scanner) fraction() int64 {
	c.s = c.s[1:]
	ms, unit, n := int64(0), int64(100), 0
	for n < len(c.s) && c.s[n]-'0' < 10 {
		ms += int64(c.s[n]-'0') * unit
		unit /= 10
		n++
	}
	c.ok = c.ok && n > 0
	c.s = c.s[n:]
	return ms
}

// zone reads a time zone as its offset in milliseconds.
func (c *scanner) zone() int64 {
	if !c.ok || c.s == "" {
		return 0
	}
	sign := c.literal("Zz+-")
	if sign != '+' && sign != '-' {
		return 0
	}
	h := c.digits(2)
	if c.s != "" && c.s[0] == ':' {
		c.s = c.s[1:]
	}
	m := c.digits(2)
	c.ok = c.ok && h < 24 && m < 60
	ms := (h*60 + m) * 60 * secondMs
	if sign == '-' {
		return -ms
	}
	return ms
}

// parseHTTPDate reads a date of HTTP in any of the three forms that RFC 9110
// has recipients accept, as milliseconds since 1970.
func parseHTTPDate(s string) (int64, bool) {
	c := scanner{trim(s), true}
	c.ok = c.word() != "" // the day of the week says nothing new
	if c.s != "" && c.s[0] == ' ' {
		return c.asctime()
	}
	c.literal(",")
	c.literal(" ")
	day := c.digits(2)
	short := c.literal(" -") == '-' // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
	month := c.month()
	c.literal(" -")
	var year int64
	if short {
		year = c.digits(2)
		if year < 69 {
			year += 100
		}
		year += 1900
	} else {
		year = c.digits(4)
	}
	c.literal(" ")
	ms := c.clock()
	c.literal(" ")
	zone := c.word()
	c.ok = c.ok && (equalFold(zone, "gmt") || equalFold(zone, "utc"))
	return c.date(year, month, day, ms)
}

// asctime reads the rest of "Sun Nov  6 08:49:37 1994".
func (c *scanner) asctime() (int64, bool) {
	c.literal(" ")
	month := c.month()
	c.literal(" ")
	var day int64
	if c.s != "" && c.s[0] == ' ' {
		c.s = c.s[1:]
		day = c.digits(1)
	} else {
		day = c.digits(2)
	}
	c.literal(" ")
	ms := c.clock()
	c.literal(" ")
	return c.date(c.digits(4), month, day, ms)
}

func (c *scanner) date(year, month, day, ms int64) (int64, bool) {
	if !c.ok || c.s != "" || !validDate(year, month, day) {
		return 0, false
	}
	return days(year, month, day)*dayMs + ms, true
}
