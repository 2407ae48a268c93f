"""SOAP services by their own WSDL: zeep reads and writes the messages, our wire carries every byte."""
