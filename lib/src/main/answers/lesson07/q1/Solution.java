LinePool pool(SmallServer server, int size) throws Exception {
    var free = new ArrayBlockingQueue<Line>(size);
    for (int i = 0; i < size; i++) free.add(server.connect());
    return new LinePool() {
        public String with(Duration patience, Talk talk) throws Exception {
            var line = free.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) throw new TimeoutException("no line became free within " + patience);
            try {
                return talk.with(line);
            } finally {
                free.add(line);
            }
        }
        public void close() {
            free.forEach(Line::close);
        }
    };
}
