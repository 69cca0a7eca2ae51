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
        return scope.join();
    } finally {                                // also when all went well
        opened.forEach(Line::close);
    }
}
