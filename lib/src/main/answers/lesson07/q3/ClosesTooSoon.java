List<Line> openAll(Lines lines) throws Exception {
    var opened = new ConcurrentLinkedQueue<Line>();
    try (var scope = TaskScope.<Line>open()) {
        for (var name : lines.names()) {
            scope.fork(name, () -> {
                var line = lines.open(name);
                opened.add(line);              // known from now on, whatever becomes of the others
                return line;
            });
        }
        try {
            return scope.join();
        } catch (Exception e) {
            opened.forEach(Line::close);       // interrupted, and a task may still open one
            throw e;
        }
    }
}
