"""The child: limits first, then one request from standard input, then the answer as JSON."""

from annotator.text.extracting.child import serve

if __name__ == "__main__":
    serve()
