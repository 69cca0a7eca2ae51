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
        scope.join();
        return List.copyOf(opened);            // the quickest first
    } catch (Exception e) {                    // the scope has been left: nobody opens one any more
        opened.forEach(Line::close);
        throw e;
    }
}
