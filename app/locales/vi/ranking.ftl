not-comparable-rules-changed = Không so sánh trực tiếp: hai năm áp dụng bộ chỉ tiêu khác nhau.
not-comparable-units-changed = Không so sánh trực tiếp: các đơn vị được xếp hạng trong nhóm đã thay đổi.
not-comparable-other-group = Không so sánh trực tiếp: năm trước đơn vị được xếp hạng ở nhóm khác.
not-comparable-follows-another = Không so sánh trực tiếp: kết quả năm trước là của đơn vị tiền thân.
not-comparable-no-year-before = Không có kết quả năm trước để so sánh.
