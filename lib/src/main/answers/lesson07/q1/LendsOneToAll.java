LinePool pool(SmallServer server, int size) throws Exception {
    var free = new ArrayBlockingQueue<Line>(size);
    for (int i = 0; i < size; i++) free.add(server.connect());
    return new LinePool() {
        public String with(Duration patience, Talk talk) throws Exception {
            var line = free.peek();            // it stays in the queue, for others too
            if (line == null) throw new TimeoutException("no line became free within " + patience);
            return talk.with(line);
        }
        public void close() {
            free.forEach(Line::close);
        }
    };
}
