// Command command is built by the tests.
package main

func main() { println("done") }
